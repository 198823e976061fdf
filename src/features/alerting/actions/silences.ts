/** Adding and ending silences. They hold from the moment they are committed: every alert that opens reads them. */
import { uuidv7 } from 'uuidv7'
import { scopeOf } from '#core/catalog/public.ts'
import { organisationScope, requirePermission, signedIn } from '#core/identity/public.ts'
import { silenceCreated, silenceEnded } from '#events/alerting.ts'
import type { ActorRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { later, toIso, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { requirePatterns } from '../access/patterns.ts'
import { readMatcher, scopeOfSilence } from '../access/silence-scope.ts'
import { alertCodes } from '../contract/codes.ts'
import { HELD_MAX, SILENCE_LONGEST_MS, SILENCES_MAX } from '../domain/limits.ts'
import { WRITE_ALERTS } from '../domain/permissions.ts'
import type { Matcher } from '../domain/silence.ts'
import { listHeld } from '../store/alerts.ts'
import { endSilence as writeEnd, insertSilence, listSilences, lockSilence, type SilenceRow } from '../store/silences.ts'
import { DECIDE_AGAIN, type AlertNeeds } from './about.ts'
import type { Act } from './acknowledge.ts'

export interface NewSilence {
  readonly applicationId: string | null
  readonly matchers: readonly Matcher[]
  readonly comment: string
  readonly startsAt: Instant | null
  readonly endsAt: Instant
}

/** Returns what was written. */
export function createSilence({ platform, caller }: Act, wanted: NewSilence): Promise<SilenceRow> {
  const { personId: authorId } = signedIn(caller)
  return platform.work.run(async (tx) => {
    const scope = await placeOf(tx, wanted.applicationId)
    requirePermission(caller, WRITE_ALERTS, scope)
    return addSilence(platform, tx, { wanted, scope, authorId, actor: caller.ref })
  })
}

export interface AddedSilence {
  readonly wanted: NewSilence
  readonly scope: Scope
  readonly authorId: string | null
  readonly actor: ActorRef
}

/** Whoever calls has asked whether they may. Throws `common.invalid_request` or `alerting.too_many_silences`. */
export async function addSilence(platform: AlertNeeds, tx: Tx, { wanted, scope, authorId, actor }: AddedSilence): Promise<SilenceRow> {
  const at = platform.clock.now()
  const startsAt = wanted.startsAt ?? at
  expectTimes({ at, startsAt, endsAt: wanted.endsAt })
  await requirePatterns(wanted.matchers)
  if ((await listSilences(tx, { endsAfter: at, limit: SILENCES_MAX })).length === SILENCES_MAX)
    throw new Fault(alertCodes.too_many_silences)
  const matchers = wanted.matchers.map(readMatcher)
  const { comment, endsAt, applicationId } = wanted
  const row = { id: uuidv7(), clientId: scope.clientId, applicationId, matchers, comment, authorId, startsAt, endsAt, createdAt: at }
  await insertSilence(tx, row)
  await tell(platform, tx, { event: silenceCreated, row, at, actor })
  return row
}

/** What it held is decided anew at once. Throws `common.not_found` or `alerting.silence_over`. */
export function endSilence({ platform, caller }: Act, id: string): Promise<void> {
  return platform.work.run(async (tx) => {
    const row = await lockSilence(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    requirePermission(caller, WRITE_ALERTS, scopeOfSilence(row))
    await closeSilence(platform, tx, { row, actor: caller.ref })
  })
}

/** Of a row that is locked. Throws `alerting.silence_over`. */
export async function closeSilence(
  platform: AlertNeeds,
  tx: Tx,
  { row, actor }: { readonly row: SilenceRow; readonly actor: ActorRef },
): Promise<void> {
  const at = platform.clock.now()
  if (row.endsAt <= at) throw new Fault(alertCodes.silence_over)
  await writeEnd(tx, { id: row.id, at })
  const held = await listHeld(tx, { reasons: ['silenced'], applicationId: row.applicationId, limit: HELD_MAX })
  for (const alert of held) await platform.due.set(tx, { kind: DECIDE_AGAIN, record: alert.id, at })
  await tell(platform, tx, { event: silenceEnded, row, at, actor })
}

async function placeOf(tx: Tx, applicationId: string | null): Promise<Scope> {
  if (applicationId === null) return organisationScope
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  return { ...scope, audience: 'internal' }
}

function expectTimes({ at, startsAt, endsAt }: { readonly at: Instant; readonly startsAt: Instant; readonly endsAt: Instant }): void {
  const fault = (field: string, message: string) => new Fault(common.invalid_request, { fields: [{ field: `body.${field}`, message }] })
  if (endsAt <= at || endsAt <= startsAt) throw fault('endsAt', 'must lie ahead, and after the start')
  if (endsAt > later(at, SILENCE_LONGEST_MS)) throw fault('endsAt', 'must be within 90 days')
}

interface Told {
  readonly event: typeof silenceCreated
  readonly row: SilenceRow
  readonly at: Instant
  readonly actor: ActorRef
}

async function tell({ log }: Pick<AlertNeeds, 'log'>, tx: Tx, { event, row, at, actor }: Told): Promise<void> {
  const particulars = { startsAt: toIso(row.startsAt), endsAt: toIso(row.endsAt) }
  await log.publish(tx, { event, actor, record: { kind: 'silence', id: row.id }, scope: scopeOfSilence(row), at, particulars })
}
