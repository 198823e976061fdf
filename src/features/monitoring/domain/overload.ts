/**
 * Whether a figure has been above its threshold for as long as the support plan asks. Looks back over minutes: each minute is
 * judged by its smallest value, so one sample below ends the time above.
 */
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Threshold } from './metrics.ts'

/** One minute of one series. */
export interface Minute {
  /** Start of the minute. */
  readonly at: Instant
  readonly min: number
  readonly last: number
}

export type Overload =
  | { readonly overloaded: true; readonly reason: 'above_for_duration'; readonly since: Instant; readonly value: number }
  | { readonly overloaded: false; readonly reason: 'below' | 'not_long_enough' | 'no_recent_figure' }

/** A figure older than this says nothing of now: two minutes are two dozen missed collections. */
const RECENT_MS = 2 * MINUTE_MS
/** A hole longer than this ends the time above: nobody knows what was in it. */
const GAP_MS = 2 * MINUTE_MS

/** `minutes` ascending, newest last; minutes without samples are left out. */
export function judgeOverload(minutes: readonly Minute[], threshold: Threshold, now: Instant): Overload {
  const newest = minutes.at(-1)
  if (!newest || now - newest.at > RECENT_MS + MINUTE_MS) return { overloaded: false, reason: 'no_recent_figure' }
  if (newest.last <= threshold.above) return { overloaded: false, reason: 'below' }
  const since = aboveSince(minutes, threshold.above) ?? newest.at
  if (now - since < threshold.forMs) return { overloaded: false, reason: 'not_long_enough' }
  return { overloaded: true, reason: 'above_for_duration', since, value: newest.last }
}

/** Start of the unbroken run of minutes above that ends with the newest; undefined when the newest itself dipped. */
function aboveSince(minutes: readonly Minute[], above: number): Instant | undefined {
  let since: Instant | undefined
  for (const minute of minutes.toReversed()) {
    const isBroken = since !== undefined && since - later(minute.at, MINUTE_MS) > GAP_MS
    if (minute.min <= above || isBroken) return since
    since = minute.at
  }
  return since
}
