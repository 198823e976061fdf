/**
 * States over time: from the runs of results to intervals that fill a range without a gap and without an overlap. Whatever
 * nobody looked at is unknown.
 */
import type { Instant } from '#kit/time.ts'
import type { Outcome, Reason } from './words.ts'

/** Results in a row with the same outcome. A result holds from its slot to the next one that should come. */
export interface Run {
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  readonly outcome: Outcome
  readonly reason: Reason
}

export interface Interval {
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  readonly outcome: Outcome
  readonly reason: Reason
}

export interface Range {
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
}

/**
 * Intervals in their order, the first beginning at `from` and the last ending at `to`; neighbours differ. Runs come in the order of
 * their beginnings; where two overlap, as after a change of the interval, the later one counts.
 */
export function intervalsOf(runs: readonly Run[], { from, to }: Range): readonly Interval[] {
  const intervals: Interval[] = []
  const add = (interval: Interval): void => {
    if (interval.from >= interval.to) return
    const before = intervals.at(-1)
    if (before?.outcome === interval.outcome && before.reason === interval.reason)
      intervals[intervals.length - 1] = { ...before, to: interval.to }
    else intervals.push(interval)
  }
  const nobody = { outcome: 'unknown', reason: 'nobody_looks' } as const
  let at = from
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]?.from ?? to
    const begin = within(run.from, { from: at, to })
    const end = within(within(run.to, { from: run.from, to: next }), { from: begin, to })
    add({ from: at, to: begin, ...nobody })
    add({ from: begin, to: end, outcome: run.outcome, reason: run.reason })
    at = end
  }
  add({ from: at, to, ...nobody })
  return intervals
}

const within = (at: Instant, { from, to }: Range): Instant => Math.max(from, Math.min(at, Math.max(from, to))) as Instant

/** Milliseconds of each outcome; together they are the length of what was added up. */
export type Shares = Readonly<Record<Outcome, number>>

/** One bar each: `count` equal pieces of the range, in their order. */
export function barsOf(intervals: readonly Interval[], range: Range, count: number): readonly Shares[] {
  const lengthMs = (range.to - range.from) / count
  const bars = Array.from({ length: count }, () => ({ unknown: 0, up: 0, down: 0 }))
  for (const { from, to, outcome } of intervals) {
    const last = Math.min(count - 1, Math.floor((to - range.from) / lengthMs))
    for (let index = Math.max(0, Math.floor((from - range.from) / lengthMs)); index <= last; index++) {
      const begin = range.from + index * lengthMs
      const bar = bars[index]
      if (bar) bar[outcome] += Math.max(0, Math.min(to, begin + lengthMs) - Math.max(from, begin))
    }
  }
  return bars
}

/** Share of the time in which it was up, of the time in which somebody could say; null: nobody could. */
export function availabilityOf(intervals: readonly Interval[]): number | null {
  const sum = { unknown: 0, up: 0, down: 0 }
  for (const { from, to, outcome } of intervals) sum[outcome] += to - from
  const known = sum.up + sum.down
  return known === 0 ? null : sum.up / known
}
