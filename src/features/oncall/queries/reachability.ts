/** Whether whoever is on duty can be reached, looked at two weeks ahead. */
import { later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { peopleByIds, recipients } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import type { Channels } from '#features/channels/public.ts'
import { REACH_AHEAD_MS, SCHEDULES_MAX, TESTED_AHEAD_MS } from '../domain/limits.ts'
import { findingOf, type OnDutyPerson, type ReachFinding } from '../domain/reachability.ts'
import type { Slot } from '../domain/schedule.ts'
import { listSchedules } from '../store/schedules.ts'
import { slotsOf } from './duty.ts'
import { testsOf } from './tests.ts'

export interface ReachNeeds {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly channels: Channels
}

export interface Unreachable {
  readonly scheduleId: string
  readonly schedule: string
  readonly slot: Slot
  readonly finding: ReachFinding
}

/** The soonest first; slots in which somebody can be reached are left out. */
export async function unreachable({ platform, channels }: ReachNeeds): Promise<readonly Unreachable[]> {
  const now = platform.clock.now()
  // A transaction: whoever was never looked at gets the channels of their account now.
  return platform.work.run(async (tx) => {
    const schedules = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
    const slots = await slotsOf(tx, schedules, { from: now, to: later(now, REACH_AHEAD_MS) })
    const ids = new Set([...slots.values()].flat().flatMap(({ personId }) => personId ?? []))
    const people = await peopleOf(tx, channels, [...ids])
    const { plan } = await planOf(platform).effective({ clientId: null, applicationId: null }, { tx })
    const rules = { nightNeedsLoudChannel: plan.restraint.nightDutyNeedsLoudChannel, now }
    const found = schedules.flatMap(({ id, name }) =>
      (slots.get(id) ?? []).flatMap((slot) => {
        const finding = findingOf(slot, people.get(slot.personId ?? ''), rules)
        return finding === undefined ? [] : [{ scheduleId: id, schedule: name, slot, finding }]
      }),
    )
    return found.toSorted((a, b) => a.slot.from - b.slot.from)
  })
}

/** Everybody who is on duty within a week. */
export function onDutySoon({ platform }: Pick<ReachNeeds, 'platform'>): Promise<readonly string[]> {
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const schedules = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
    const slots = await slotsOf(tx, schedules, { from: now, to: later(now, TESTED_AHEAD_MS) })
    return [...new Set([...slots.values()].flat().flatMap(({ personId }) => personId ?? []))]
  })
}

/** As the contract tells it. */
export async function reachAnswer(needs: ReachNeeds) {
  const found = await unreachable(needs)
  const items = found.map(({ slot: { from, to, personId }, ...one }) => ({ ...one, from, to, personId }))
  const onDuty = await onDutySoon(needs)
  return needs.platform.work.read(async (tx) => {
    const tests = (await testsOf(needs, tx, onDuty)).filter(({ state }) => state === 'failed' || state === 'not_confirmed')
    const ids = [...new Set([...items, ...tests].flatMap(({ personId }) => personId ?? []))]
    const people = await peopleByIds(tx, ids)
    return { items, tests, people: [...people.values()].map(({ id, name }) => ({ id, name })) }
  })
}

async function peopleOf(tx: Tx, channels: Channels, ids: readonly string[]): Promise<ReadonlyMap<string, OnDutyPerson>> {
  const [addresses, active] = [await channels.addressesOf(tx, ids), await recipients(tx, ids)]
  return new Map(
    ids.map((id) => {
      const zone = active.find((person) => person.id === id)?.zone ?? null
      return [id, { zone, addresses: addresses.filter(({ personId }) => personId === id) }]
    }),
  )
}
