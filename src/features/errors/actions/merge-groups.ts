/**
 * Merging and splitting. A merged group stays a record of its own with all that happened to it; only its fingerprints, and so its
 * errors, count for another one. Each fingerprint knows the group in which it was seen first, so that splitting is finding the way back.
 */
import { labelOf } from '#core/records/contract/kind.ts'
import { updateRecord } from '#core/records/public.ts'
import { errorGroupMerged, errorGroupSplit } from '#events/errors.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { claimGroup, type Claimed } from '../access/group.ts'
import { errorsCodes } from '../contract/codes.ts'
import { errorGroupKind } from '../contract/kind.ts'
import type { GroupState } from '../domain/arrival.ts'
import { findGroup, lockEnvironment, settleGroup } from '../store/groups.ts'
import { moveFingerprints, moveMerged, sumGroup } from '../store/merging.ts'
import { tell, type Act } from './change-group.ts'
import { draftOf } from './count-groups.ts'

interface Pair {
  /** UUID of the group that counts. */
  readonly intoId: string
  /** UUID of the group whose errors do. */
  readonly groupId: string
}

/** Throws `errors.not_mergeable` for groups of two environments, for one and the same, and for those that are merged already. */
export function mergeGroup(act: Act, pair: Pair): Promise<void> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const { into, from } = await claimBoth(tx, act, pair)
    const isOne = into.record.id === from.record.id || into.group.environmentId !== from.group.environmentId
    if (isOne || into.record.state === 'merged' || from.record.state === 'merged') throw new Fault(errorsCodes.not_mergeable)
    await moveFingerprints(tx, { fromId: pair.groupId, toId: pair.intoId })
    await settleGroup(tx, pair.groupId, { mergedInto: pair.intoId })
    // Those that were merged into it before go along, or nobody would find them.
    await moveMerged(tx, { fromId: pair.groupId, toId: pair.intoId })
    await setState(tx, from, 'merged', at)
    for (const id of [pair.intoId, pair.groupId]) await sumGroup(tx, id)
    const particulars = { groupId: pair.groupId, intoId: pair.intoId, ...labelsOf(from, into, 'intoLabel') }
    for (const { record } of [from, into]) await tell({ act, tx, at, record }, errorGroupMerged, particulars)
  })
}

/** Throws `common.not_found` when the group is not merged into that one. */
export function splitGroup(act: Act, pair: Pair): Promise<void> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const { into, from } = await claimBoth(tx, act, pair)
    if (from.group.mergedInto !== pair.intoId) throw new Fault(common.not_found)
    await moveFingerprints(tx, { fromId: pair.intoId, toId: pair.groupId, originId: pair.groupId })
    await settleGroup(tx, pair.groupId, {})
    await setState(tx, from, 'open', at)
    for (const id of [pair.intoId, pair.groupId]) await sumGroup(tx, id)
    const particulars = { groupId: pair.groupId, fromId: pair.intoId, ...labelsOf(from, into, 'fromLabel') }
    for (const { record } of [from, into]) await tell({ act, tx, at, record }, errorGroupSplit, particulars)
  })
}

/** Nobody counts in the environment meanwhile; always locked in the same order. */
async function claimBoth(tx: Tx, { caller }: Act, { intoId, groupId }: Pair): Promise<{ readonly into: Claimed; readonly from: Claimed }> {
  const known = await findGroup(tx, intoId)
  if (known === undefined) throw new Fault(common.not_found)
  await lockEnvironment(tx, known.environmentId)
  const [first, second] = [intoId, groupId].toSorted()
  const claimed = new Map<string, Claimed>()
  for (const id of [first, second]) claimed.set(id as string, await claimGroup(tx, caller, { id: id as string }))
  return { into: claimed.get(intoId) as Claimed, from: claimed.get(groupId) as Claimed }
}

async function setState(tx: Tx, { record, group }: Claimed, state: GroupState, at: Instant): Promise<void> {
  await updateRecord(tx, errorGroupKind, { ...draftOf(record), state, facts: { culprit: group.culprit }, at })
}

/** The event names the group whose errors move as `label`, on both timelines. */
function labelsOf(from: Claimed, into: Claimed, other: 'intoLabel' | 'fromLabel'): Readonly<Record<string, string>> {
  return { label: labelOf('error_group', from.record.number), [other]: labelOf('error_group', into.record.number) }
}
