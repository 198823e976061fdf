/** Whether a window stayed inside: inside its time and inside its scope. Facts go in, a named reason comes out. Pure. */
import type { Instant } from '#kit/time.ts'
import type { WindowKind } from './words.ts'

/** A check that went down or an alert that opened in the application while the window lasted, or shortly after. */
export interface Evidence {
  readonly thing: 'check' | 'alert'
  readonly id: string
  readonly title: string
  readonly at: Instant
  /** It lies in what the window is about. */
  readonly isWithin: boolean
  /** Null while it lasts. */
  readonly recoveredAt: Instant | null
}

export interface VerdictFacts {
  readonly kind: WindowKind
  readonly endedAt: Instant
  /** As it was planned, before anybody extended it. */
  readonly plannedEndsAt: Instant
  readonly evidence: readonly Evidence[]
  /** Something looks at the application: it has checks, or an alert was seen. */
  readonly isWatched: boolean
}

/**
 * Freezes are not judged: nobody works in them, so there is nothing to stay inside of. In the order in which they count; the first that holds is the reason.
 *
 * | Reason | Inside | Means |
 * |---|---|---|
 * | `left_down` | no | a check that the window covers went down and did not come up again |
 * | `alerts_after` | no | an alert that the window covers was open after its end |
 * | `touched_others` | no | something outside its scope went down or alerted |
 * | `ran_over` | no | it was extended |
 * | `nothing_watched` | not known | no check and no alert looks at the application |
 * | `stayed_inside` | yes | none of these |
 * | `no_work` | not known | it was a freeze |
 */
export const VERDICTS = ['left_down', 'alerts_after', 'touched_others', 'ran_over', 'nothing_watched', 'stayed_inside', 'no_work'] as const
export type VerdictReason = (typeof VERDICTS)[number]

export interface Verdict {
  readonly stayedInside: boolean | null
  readonly reason: VerdictReason
}

export function judgeWindow({ kind, endedAt, plannedEndsAt, evidence, isWatched }: VerdictFacts): Verdict {
  if (kind === 'freeze') return { stayedInside: null, reason: 'no_work' }
  const lasting = (one: Evidence) => one.recoveredAt === null || one.recoveredAt > endedAt
  const within = evidence.filter(({ isWithin }) => isWithin)
  const outside = (reason: VerdictReason): Verdict => ({ stayedInside: false, reason })
  if (within.some((one) => one.thing === 'check' && one.recoveredAt === null)) return outside('left_down')
  if (within.some((one) => one.thing === 'alert' && lasting(one))) return outside('alerts_after')
  if (evidence.some(({ isWithin, at }) => !isWithin && at <= endedAt)) return outside('touched_others')
  if (endedAt > plannedEndsAt) return outside('ran_over')
  return isWatched || evidence.length > 0
    ? { stayedInside: true, reason: 'stayed_inside' }
    : { stayedInside: null, reason: 'nothing_watched' }
}
