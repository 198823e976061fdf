/** Silences as people see them. */
import { namedOf } from '#core/catalog/public.ts'
import { peopleByIds } from '#core/identity/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { scopeOfSilence, showMatcher } from '../access/silence-scope.ts'
import type { silenceRoutes } from '../contract/silences.ts'
import { SILENCES_MAX } from '../domain/limits.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import { listSilences as listRows, type SilenceRow } from '../store/silences.ts'

const SHOWN_AFTER_MS = 7 * DAY_MS

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly caller: Caller
}

type Answer = ReplyOf<(typeof silenceRoutes)['listSilences']>

export function listSilences({ platform, caller }: Ask): Promise<Answer> {
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const rows = await listRows(tx, { endsAfter: later(now, -SHOWN_AFTER_MS), limit: SILENCES_MAX })
    const seen = rows.filter((row) => caller.may(READ_ALERTS, scopeOfSilence(row)))
    return { items: await showSilences(tx, seen, now) }
  })
}

export async function showSilences(tx: Tx, rows: readonly SilenceRow[], now: Instant): Promise<Answer['items']> {
  const people = await peopleByIds(
    tx,
    rows.flatMap(({ authorId }) => authorId ?? []),
  )
  const items: Answer['items'] = []
  for (const { id, applicationId, matchers, comment, authorId, startsAt, endsAt } of rows) {
    const application = applicationId === null ? null : ((await namedOf(tx, 'application', applicationId))?.name ?? null)
    const person = authorId === null ? undefined : people.get(authorId)
    const author = person === undefined ? null : { id: person.id, name: person.name }
    const state = endsAt <= now ? ('over' as const) : startsAt > now ? ('planned' as const) : ('holding' as const)
    items.push({ id, applicationId, application, matchers: matchers.map(showMatcher), comment, author, startsAt, endsAt, state })
  }
  return items
}
