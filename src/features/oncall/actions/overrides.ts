/** Overrides and swaps: somebody else takes a time over. */
import { uuidv7 } from 'uuidv7'
import {
  dutyOverridden,
  dutyOverrideRemoved,
  dutySwapAccepted,
  dutySwapAsked,
  dutySwapDeclined,
  dutySwapWithdrawn,
} from '#events/oncall.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { toIso, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { activePeople, organisationScope, type PersonCaller, requirePermission } from '#core/identity/public.ts'
import { seenSchedule } from '../access/seen.ts'
import { oncallCodes } from '../contract/codes.ts'
import type { dutyRoutes } from '../contract/duty.ts'
import { OVERRIDES_MAX } from '../domain/limits.ts'
import { WRITE_DUTY } from '../domain/permissions.ts'
import { dutyBetween } from '../domain/schedule.ts'
import { countOverridesAhead, insertOverride, listOverrides, lockOverride, removeOverride as remove } from '../store/overrides.ts'
import type { ScheduleRow } from '../store/schedules.ts'
import { insertSwap, lockSwap, settleSwap as settle, type SwapRow } from '../store/swaps.ts'
import { aboutSchedule, type Act, claimSchedule } from './schedules.ts'

interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

type Taking = Stretch & { readonly personId: string }

export async function addOverride(
  { platform, caller }: Act<PersonCaller>,
  scheduleId: string,
  { personId, from, to }: HandledOf<typeof dutyRoutes.addOverride>['body'],
): Promise<string> {
  const at = platform.clock.now()
  expectOrder('to', { from, to })
  if (personId !== caller.personId) requirePermission(caller, WRITE_DUTY, organisationScope)
  return platform.work.run(async (tx) => {
    await seenSchedule(tx, caller, scheduleId)
    const { name } = await claimSchedule(tx, scheduleId)
    if (to <= at) throw new Fault(oncallCodes.already_over)
    const id = await put(tx, scheduleId, { personId, from, to, isSwap: false }, at)
    const particulars = { name, from: toIso(from), to: toIso(to), personId }
    await platform.log.publish(tx, { ...aboutSchedule(scheduleId, caller), event: dutyOverridden, at, particulars })
    return id
  })
}

export async function removeOverride({ platform, caller }: Act<PersonCaller>, id: string): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const row = await lockOverride(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    if (row.personId !== caller.personId) requirePermission(caller, WRITE_DUTY, organisationScope)
    const { name } = await claimSchedule(tx, row.scheduleId)
    await remove(tx, id)
    const particulars = { name, from: toIso(row.from), to: toIso(row.to), personId: row.personId }
    await platform.log.publish(tx, { ...aboutSchedule(row.scheduleId, caller), event: dutyOverrideRemoved, at, particulars })
  })
}

export async function askSwap(
  { platform, caller }: Act<PersonCaller>,
  scheduleId: string,
  { askedId, from, to, inReturn }: HandledOf<typeof dutyRoutes.askSwap>['body'],
): Promise<SwapRow> {
  const at = platform.clock.now()
  expectOrder('to', { from, to })
  if (inReturn) expectOrder('inReturn.to', inReturn)
  const returning = { returnFrom: inReturn?.from ?? null, returnTo: inReturn?.to ?? null }
  const row = { id: uuidv7(), scheduleId, askerId: caller.personId, askedId, from, to, ...returning }
  await platform.work.run(async (tx) => {
    await seenSchedule(tx, caller, scheduleId)
    const schedule = await claimSchedule(tx, scheduleId)
    if (to <= at) throw new Fault(oncallCodes.already_over)
    if (!(await activePeople(tx, [askedId])).has(askedId)) throw new Fault(oncallCodes.nobody_there)
    await expectDuty(tx, schedule, row)
    await insertSwap(tx, { ...row, at })
    const particulars = tellSwap(schedule, row)
    await platform.log.publish(tx, { ...aboutSchedule(scheduleId, caller), event: dutySwapAsked, at, particulars })
  })
  return { ...row, state: 'asked' }
}

const EVENT_OF = { accepted: dutySwapAccepted, declined: dutySwapDeclined, withdrawn: dutySwapWithdrawn } as const

export async function settleSwap(
  { platform, caller }: Act<PersonCaller>,
  id: string,
  { state }: HandledOf<typeof dutyRoutes.settleSwap>['body'],
): Promise<SwapRow> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const swap = await lockSwap(tx, id)
    const who = state === 'withdrawn' ? swap?.askerId : swap?.askedId
    if (swap === undefined || who !== caller.personId) throw new Fault(common.not_found)
    if (swap.state !== 'asked') throw new Fault(oncallCodes.swap_settled)
    const schedule = await claimSchedule(tx, swap.scheduleId)
    if (state === 'accepted') await exchange(tx, schedule, swap, at)
    await settle(tx, { id, state, at })
    const told = { event: EVENT_OF[state], particulars: tellSwap(schedule, swap) }
    await platform.log.publish(tx, { ...aboutSchedule(schedule.id, caller), ...told, at })
    return { ...swap, state }
  })
}

function expectOrder(field: string, { from, to }: Stretch): void {
  if (from < to) return
  throw new Fault(common.invalid_request, { fields: [{ field: `body.${field}`, message: 'must end after it begins' }] })
}

/** Both must still be on duty for what they give: the schedule may have changed since it was asked. */
async function exchange(tx: Tx, schedule: ScheduleRow, swap: SwapRow, at: Instant): Promise<void> {
  if (swap.to <= at) throw new Fault(oncallCodes.already_over)
  await expectDuty(tx, schedule, swap)
  const { askerId, askedId, from, to, returnFrom, returnTo } = swap
  await put(tx, schedule.id, { personId: askedId, from, to, isSwap: true }, at)
  if (returnFrom === null || returnTo === null) return
  await put(tx, schedule.id, { personId: askerId, from: returnFrom, to: returnTo, isSwap: true }, at)
}

async function expectDuty(tx: Tx, schedule: ScheduleRow, swap: Omit<SwapRow, 'state'>): Promise<void> {
  const { askerId, askedId, from, to, returnFrom, returnTo } = swap
  const given: Taking[] = [{ personId: askerId, from, to }]
  if (returnFrom !== null && returnTo !== null) given.push({ personId: askedId, from: returnFrom, to: returnTo })
  for (const { personId, ...stretch } of given) {
    const overrides = await listOverrides(tx, { scheduleIds: [schedule.id], ...stretch, limit: OVERRIDES_MAX })
    const slots = dutyBetween({ ...schedule, overrides }, stretch.from, stretch.to)
    if (slots.some((slot) => slot.personId !== personId)) throw new Fault(oncallCodes.not_on_duty)
  }
}

async function put(tx: Tx, scheduleId: string, taking: Taking & { readonly isSwap: boolean }, at: Instant): Promise<string> {
  if (!(await activePeople(tx, [taking.personId])).has(taking.personId)) throw new Fault(oncallCodes.nobody_there)
  if ((await countOverridesAhead(tx, { scheduleId, at })) >= OVERRIDES_MAX) throw new Fault(oncallCodes.too_many_overrides)
  const id = uuidv7()
  await insertOverride(tx, { ...taking, id, scheduleId, at })
  return id
}

function tellSwap({ name }: ScheduleRow, { from, to, askerId, askedId }: Omit<SwapRow, 'state'>) {
  return { name, from: toIso(from), to: toIso(to), askerId, askedId }
}
