/**
 * From looks to what a check is. Three steps, each pure: whether a look may count at all, what the attempts of one slot come to,
 * and what the slots of all locations come to.
 *
 * | facts | outcome |
 * |---|---|
 * | an attempt found it up | up, whatever the attempts before found |
 * | every attempt found it down, retries included | down |
 * | anything else | unknown: a prober that could not look never says down |
 */
import type { Instant } from '#kit/time.ts'
import type { Look } from './look.ts'
import { outcomeOf, type Outcome, type Reason } from './words.ts'

/** How the prober itself was while it looked. */
export interface ProberFacts {
  /** Longest time for which the process could do nothing while the look lasted. */
  readonly stalledMs: number
  readonly timeLimitMs: number
  /** Whether our own name server and network were seen at work; null: nobody had to ask. */
  readonly ownNameServer: 'works' | 'fails' | null
  readonly ownNetwork: 'works' | 'fails' | null
}

/** A stop this long makes servers and clocks give up on us; of short limits a quarter is enough. */
const STALLED_MS = 500

const BY_NAME_SERVER: ReadonlySet<Reason> = new Set<Reason>(['name_server_failed', 'name_not_found'])
const BY_NETWORK: ReadonlySet<Reason> = new Set<Reason>(['host_unreachable', 'connection_timeout', 'name_server_failed', 'packets_lost'])

/** Reasons that could as well be ours; before they count, our own name server and network are looked at. */
export function asksForControl(reason: Reason): boolean {
  return BY_NAME_SERVER.has(reason) || BY_NETWORK.has(reason)
}

/** The look itself, or `unknown` with the reason why it says nothing. */
export function trusted(look: Look, facts: ProberFacts): Look {
  const unable = outcomeOf(look.reason) === 'down' ? unableReason(look.reason, facts) : undefined
  return unable === undefined ? look : { ...look, ...unable }
}

function unableReason(reason: Reason, facts: ProberFacts): Pick<Look, 'reason' | 'detail'> | undefined {
  if (facts.stalledMs >= Math.min(STALLED_MS, facts.timeLimitMs / 4)) {
    return { reason: 'prober_starved', detail: String(Math.round(facts.stalledMs)) }
  }
  if (facts.ownNetwork === 'fails' && BY_NETWORK.has(reason)) return { reason: 'own_network_failed', detail: '' }
  if (facts.ownNameServer === 'fails' && BY_NAME_SERVER.has(reason)) return { reason: 'own_name_server_failed', detail: '' }
  return undefined
}

/** The attempts of one slot, in their order; at least one. */
export function judgeSlot(attempts: readonly Look[]): Look | undefined {
  const up = attempts.find(({ reason }) => outcomeOf(reason) === 'up')
  if (up) return up
  return attempts.findLast(({ reason }) => outcomeOf(reason) === 'unknown') ?? attempts.at(-1)
}

/** Whether a slot that came to this so far is looked at again. */
export function wantsRetry(attempts: readonly Look[], retries: number): boolean {
  const last = attempts.at(-1)
  return last !== undefined && outcomeOf(last.reason) !== 'up' && attempts.length <= retries
}

/** The last slots of one location, the latest last. */
export interface Seen {
  readonly location: string
  readonly slots: readonly Pick<Look, 'reason' | 'detail'>[]
}

export interface Verdict {
  readonly outcome: Outcome
  readonly reason: Reason
  readonly detail: string
}

/** So many slots in a row without a view make it unknown; one alone says nothing of what is checked. */
export const BLIND_SLOTS = 2

/**
 * What the locations say together. More than half of those that could look must find it down; those that could not look have no
 * vote. Undefined: nothing changes, because the last view still holds.
 */
export function verdict(seen: readonly Seen[]): Verdict | undefined {
  const latest = seen.flatMap(({ slots }) => slots.at(-1) ?? [])
  const downs = latest.filter(({ reason }) => outcomeOf(reason) === 'down')
  const ups = latest.filter(({ reason }) => outcomeOf(reason) === 'up')
  const voters = downs.length + ups.length
  const [down] = downs
  if (down && downs.length * 2 > voters) return { outcome: 'down', reason: down.reason, detail: down.detail }
  const [up] = ups
  if (up && ups.length * 2 > voters) {
    return down ? { outcome: 'up', reason: 'elsewhere_answered', detail: '' } : { outcome: 'up', reason: up.reason, detail: up.detail }
  }
  if (voters > 0) return { outcome: 'unknown', reason: 'locations_differ', detail: '' }
  return blind(seen)
}

function blind(seen: readonly Seen[]): Verdict | undefined {
  const isBlind = seen.every(
    ({ slots }) => slots.slice(-BLIND_SLOTS).filter(({ reason }) => outcomeOf(reason) === 'unknown').length >= BLIND_SLOTS,
  )
  const why = seen[0]?.slots.at(-1)
  return isBlind && why ? { outcome: 'unknown', reason: why.reason, detail: why.detail } : undefined
}

/** What a check was said to be until now. */
export interface Standing extends Verdict {
  readonly since: Instant
}

/** Whether a verdict changes the state of a check. Another reason for the same state does not, but for the first one that there is. */
export function changesState(standing: Verdict, next: Verdict | undefined): next is Verdict {
  if (next === undefined || next.reason === 'not_looked_yet') return false
  return next.outcome !== standing.outcome || standing.reason === 'not_looked_yet'
}
