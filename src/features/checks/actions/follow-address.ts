/** Makes the check of an environment's address, or lets it look at the new one. */
import { uuidv7 } from 'uuidv7'
import { checkChanged, checkCreated } from '#events/checks.ts'
import type { Scope } from '#kit/event.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { namedOf, scopeOf, selfEnvironment } from '#core/catalog/public.ts'
import { answersAt } from '../domain/fresh-settings.ts'
import { insertCheck, lockFollowing, updateCheck, type CheckRow } from '../store/checks.ts'
import { aboutCheck } from './about.ts'

/** Often enough to be told within a minute; two retries so that a hiccup is none. */
const STANDARD = {
  intervalSeconds: 60,
  timeLimitMs: 10 * SECOND_MS,
  retries: 2,
  isPaused: false,
  isPrivateAllowed: false,
  managedBy: null,
} as const
const ACTOR = { kind: 'system', id: 'checks.follow_addresses' } as const

export interface Moved {
  readonly environmentId: string
  /** Null: it has no address any more. */
  readonly url: string | null
  readonly at: Instant
}

/** Pitcrew itself is left out: whoever could look is down with it. A check that somebody gave another target follows no more. */
export async function followAddress({ log }: Pick<Platform, 'log'>, tx: Tx, { environmentId, url, at }: Moved): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'environment', id: environmentId })
  if (!scope?.applicationId || (await selfEnvironment(tx))?.id === environmentId) return
  const about = { actor: ACTOR, scope: { ...scope, audience: 'internal' }, at } as const
  const following = await lockFollowing(tx, environmentId)
  if (following) return follow({ log, tx, about }, following, url)
  if (url === null) return
  const name = (await namedOf(tx, 'application', scope.applicationId))?.name ?? new URL(url).host
  const row = {
    ...STANDARD,
    id: uuidv7(),
    environmentId,
    applicationId: scope.applicationId,
    name,
    settings: answersAt(url),
    sealedSecret: null,
  }
  await insertCheck(tx, { ...row, followsAddress: true, at })
  await log.publish(tx, { event: checkCreated, ...about, record: { kind: 'check', id: row.id }, particulars: aboutCheck(row) })
}

interface Following {
  readonly log: Platform['log']
  readonly tx: Tx
  readonly about: { readonly actor: typeof ACTOR; readonly scope: Scope; readonly at: Instant }
}

/** Without an address there is nothing to look at: it is paused, and goes on when there is one again. */
async function follow({ log, tx, about }: Following, row: CheckRow, url: string | null): Promise<void> {
  if (row.settings.kind !== 'http') return
  const next =
    url === null
      ? { ...row, isPaused: true }
      : { ...row, isPaused: row.isPaused && row.settings.url === url, settings: { ...row.settings, url } }
  await updateCheck(tx, { ...next, sealedSecret: null, isPrivateAllowed: false, at: about.at, isForgotten: true })
  const particulars = { ...aboutCheck(row), fields: ['settings'] }
  await log.publish(tx, { event: checkChanged, ...about, record: { kind: 'check', id: row.id }, particulars })
}
