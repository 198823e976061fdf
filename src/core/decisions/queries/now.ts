/** What of the decisions waits for somebody: views that were asked of them. */
import { signedIn } from '#core/identity/public.ts'
import { findRecords, recordKindsOf } from '#core/records/public.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { decisionKind } from '../contract/kind.ts'
import { listWaitingViews } from '../store/views.ts'

/** More would push everything else off the first screen. */
const SHOWN_MAX = 10

export function waitingViews(platform: Pick<Platform, 'work' | 'log' | 'clock'>, who: Caller): Promise<readonly NowItem[]> {
  const caller = signedIn(who)
  const today = later(platform.clock.now(), DAY_MS)
  return platform.work.read(async (tx) => {
    const views = await listWaitingViews(tx, caller.personId, SHOWN_MAX)
    const records = await findRecords(
      tx,
      views.map(({ decisionId }) => decisionId),
    )
    const open = new Map(
      records.filter((row) => row.state === 'open' && recordKindsOf(platform).isSeenBy(caller, row)).map((row) => [row.id, row]),
    )
    return views.flatMap(({ decisionId, dueAt, askedAt }) => {
      const record = open.get(decisionId)
      if (record === undefined) return []
      const isDue = dueAt !== null && dueAt < today
      const reason = isDue ? 'Your view was asked for and is due.' : 'Your view was asked for.'
      const href = decisionKind.pageOf(toId('decision', decisionId))
      const key = isDue ? 'decisions.view_due' : 'decisions.view_asked'
      const { title } = record
      return [{ band: isDue ? 'due' : 'waiting', key, values: { title }, title, reason, href, since: askedAt } as const]
    })
  })
}
