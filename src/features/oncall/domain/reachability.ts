/** Whether somebody can be reached in each duty slot ahead, and if not, why. Pure. */
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Reachable } from './channel-choice.ts'
import { isNight } from './night.ts'
import type { Slot } from './schedule.ts'

/** A channel that nobody has tried for longer than this may have stopped working unseen. */
const TESTED_WITHIN_MS = 7 * DAY_MS
/** How finely a slot is looked at for whether it reaches into the night: no night is shorter. */
const LOOK_EVERY_MS = DAY_MS / 24

/**
 * | finding | |
 * |---|---|
 * | nobody | nobody is on duty |
 * | not_active | whoever is on duty cannot sign in any more |
 * | no_channel | no channel but the console, which nobody looks at while asleep |
 * | not_verified | channels, and none of them proved |
 * | quiet_at_night | the slot reaches into the night, and no proved channel breaks silent mode |
 * | not_tested | nothing has come back from any channel within seven days |
 */
export const REACH_FINDINGS = ['nobody', 'not_active', 'no_channel', 'not_verified', 'quiet_at_night', 'not_tested'] as const
/** One slot has one: the worst. */
export type ReachFinding = (typeof REACH_FINDINGS)[number]

export interface OnDutyPerson {
  /** IANA name of where they are; null: not active any more. */
  readonly zone: string | null
  readonly addresses: readonly (Reachable & { readonly testedAt: Instant | null })[]
}

export interface ReachRules {
  readonly nightNeedsLoudChannel: boolean
  readonly now: Instant
}

/** What is wrong with a slot; undefined when whoever is on duty can be reached. */
export function findingOf(slot: Slot, person: OnDutyPerson | undefined, rules: ReachRules): ReachFinding | undefined {
  if (slot.personId === null) return 'nobody'
  if (person === undefined || person.zone === null) return 'not_active'
  const own = person.addresses.filter(({ channel }) => channel !== 'in_app')
  const proved = own.filter(({ verifiedAt }) => verifiedAt !== null)
  if (own.length === 0) return 'no_channel'
  if (proved.length === 0) return 'not_verified'
  if (rules.nightNeedsLoudChannel && touchesNight(slot, person.zone) && !proved.some(({ breaksSilence }) => breaksSilence)) {
    return 'quiet_at_night'
  }
  const since = rules.now - TESTED_WITHIN_MS
  return proved.some(({ testedAt }) => testedAt !== null && testedAt >= since) ? undefined : 'not_tested'
}

function touchesNight({ from, to }: Slot, zone: string): boolean {
  if (to - from >= DAY_MS) return true
  for (let at = from; at < to; at = later(at, LOOK_EVERY_MS)) if (isNight(zone, at)) return true
  return isNight(zone, later(to, -1))
}
