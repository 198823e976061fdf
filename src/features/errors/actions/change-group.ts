/** Resolving, ignoring, reopening and assigning a group of errors. */
import type { z } from 'zod'
import { labelOf } from '#core/records/contract/kind.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import { scopeOfRecord, updateRecord, type RecordRow } from '#core/records/public.ts'
import { errorGroupAssigned, errorGroupIgnored, errorGroupReopened, errorGroupResolved, errorGroupUnassigned } from '#events/errors.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind } from '#kit/event.ts'
import { Fault } from '#kit/fault.ts'
import { toIso, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { claimGroup } from '../access/group.ts'
import { errorsCodes } from '../contract/codes.ts'
import type { errorsContract } from '../contract/contract.ts'
import { errorGroupKind } from '../contract/kind.ts'
import type { GroupState } from '../domain/arrival.ts'
import { READ_ERRORS } from '../domain/permissions.ts'
import { settleGroup, type GroupRow, type Settled } from '../store/groups.ts'
import { draftOf } from './count-groups.ts'

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

type Change = HandledOf<(typeof errorsContract)['changeGroup']>['body']
type Settling = NonNullable<Change['settled']>

/** Changes a group that is still at `version`. What is as it is asked for stays, and nothing is told of it. */
export function changeGroup(
  act: Act,
  { id, version, change }: { readonly id: string; readonly version: number | undefined; readonly change: Change },
): Promise<void> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const { record, group } = await claimGroup(tx, act.caller, { id, version })
    if (record.state === 'merged') throw new Fault(errorsCodes.merged)
    const assigneeId = change.assigneeId === undefined ? record.assigneeId : change.assigneeId
    const isReassigned = assigneeId !== record.assigneeId
    const state: GroupState = change.settled?.state ?? (record.state as GroupState)
    if (isReassigned) await expectAssignee(tx, assigneeId, record)
    const isSettled = change.settled !== undefined && !(state === 'open' && record.state === 'open')
    if (!isReassigned && !isSettled) return
    await updateRecord(tx, errorGroupKind, { ...draftOf(record), state, assigneeId, facts: { culprit: group.culprit }, at })
    const telling: Telling = { act, tx, at, record }
    if (isReassigned) await tellAssigned(telling, assigneeId)
    if (!isSettled) return
    await settleGroup(tx, id, settledOf(change.settled as Settling, group, at))
    await tellSettled(telling, change.settled as Settling)
  })
}

function settledOf(settling: Settling, group: GroupRow, at: Instant): Settled {
  if (settling.state === 'resolved') return { resolvedAt: at, resolvedInNextRelease: settling.inNextRelease }
  if (settling.state === 'open') return {}
  const { untilAt, moreEvents, untilNextRelease } = settling
  return {
    ignoredUntilAt: untilAt,
    ignoredUntilEvents: moreEvents === null ? null : group.events + moreEvents,
    ignoredUntilReleaseAfter: untilNextRelease ? at : null,
  }
}

/** Throws `errors.unknown_assignee` for who is not active, and for who may not see errors of that application. */
async function expectAssignee(tx: Tx, assigneeId: string | null, record: RecordRow): Promise<void> {
  if (assigneeId === null) return
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_ERRORS], scope: scopeOfRecord(record), ids: [assigneeId], limit: 1 })
  if (!reader) throw new Fault(errorsCodes.unknown_assignee)
}

interface Telling {
  readonly act: Act
  readonly tx: Tx
  readonly at: Instant
  readonly record: RecordRow
}

async function tellAssigned(telling: Telling, assigneeId: string | null): Promise<void> {
  const beforeId = telling.record.assigneeId
  if (assigneeId === null) await tell(telling, errorGroupUnassigned, { beforeId })
  else await tell(telling, errorGroupAssigned, { assigneeId, beforeId })
}

async function tellSettled(telling: Telling, settling: Settling): Promise<void> {
  if (settling.state === 'open') return tell(telling, errorGroupReopened, {})
  if (settling.state === 'resolved') return tell(telling, errorGroupResolved, { inNextRelease: settling.inNextRelease })
  const { untilAt, moreEvents, untilNextRelease } = settling
  await tell(telling, errorGroupIgnored, { untilAt: untilAt === null ? null : toIso(untilAt), untilEvents: moreEvents, untilNextRelease })
}

/** Publishes an event of a group. */
export async function tell<P extends z.ZodType>(
  { act, tx, at, record }: Telling,
  event: EventKind<P>,
  particulars: Readonly<Record<string, unknown>>,
): Promise<void> {
  await act.platform.log.publish(tx, {
    event,
    actor: act.caller.ref,
    record: { kind: 'error_group', id: record.id },
    scope: scopeOfRecord(record),
    at,
    particulars: { label: labelOf('error_group', record.number), ...particulars } as z.input<P>,
  })
}
