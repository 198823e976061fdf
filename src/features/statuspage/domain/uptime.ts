/** Figures of intervals: seconds and shares of each state, uptime, bars by day. */
import { DAY_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Span, StateInterval } from './states.ts'
import { STATES, type State } from './words.ts'

/** Whole seconds of each state; together they are the length of what was added up. */
export type Seconds = Readonly<Record<State, number>>

/** Everything is reckoned in whole seconds, so that all who show it show the same. */
export function wholeSecond(at: Instant): Instant {
  return (Math.floor(at / SECOND_MS) * SECOND_MS) as Instant
}

/** The ends of the intervals are whole seconds. */
export function secondsOf(intervals: readonly StateInterval[]): Seconds {
  const seconds = { operational: 0, maintenance: 0, degraded: 0, partial_outage: 0, major_outage: 0, unknown: 0 }
  for (const { from, to, state } of intervals) seconds[state] += (to - from) / SECOND_MS
  return seconds
}

const HUNDREDTHS = 10_000

/**
 * Percent of each state with two digits, which add up to exactly 100: what rounding down leaves goes to those that lost most by it
 * (largest remainder). Of nothing at all, everything is unknown.
 */
export function percentOf(seconds: Seconds): Readonly<Record<State, number>> {
  const all = STATES.reduce((sum, state) => sum + seconds[state], 0)
  const exact = STATES.map((state) => (all === 0 ? (state === 'unknown' ? HUNDREDTHS : 0) : (seconds[state] / all) * HUNDREDTHS))
  const hundredths = exact.map(Math.floor)
  const byLoss = exact.map((value, index) => ({ index, loss: value - Math.floor(value) })).toSorted((one, other) => other.loss - one.loss)
  const left = HUNDREDTHS - hundredths.reduce((sum, value) => sum + value, 0)
  for (const { index } of byLoss.slice(0, left)) hundredths[index] = (hundredths[index] ?? 0) + 1
  return Object.fromEntries(STATES.map((state, index) => [state, (hundredths[index] ?? 0) / 100])) as Record<State, number>
}

/**
 * Share of the time without an outage, of the time in which somebody could say, announced maintenance left out; a degraded service
 * is up. Null: nobody could say.
 */
export function uptimeOf({ operational, degraded, partial_outage: partial, major_outage: major }: Seconds): number | null {
  const known = operational + degraded + partial + major
  return known === 0 ? null : (operational + degraded) / known
}

/** Bars of a page. */
export const DAYS = 90

/** The days of UTC that a page shows at `now`, the last one as far as it is. */
export function rangeOfDays(now: Instant): Span {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  return { from: (today - (DAYS - 1) * DAY_MS) as Instant, to: wholeSecond(now) }
}

/** The intervals cut at each midnight of UTC, one list for each day of the range. */
export function daysOf(intervals: readonly StateInterval[], { from, to }: Span): readonly (readonly StateInterval[])[] {
  const days: StateInterval[][] = Array.from({ length: Math.max(1, Math.ceil((to - from) / DAY_MS)) }, () => [])
  for (const interval of intervals) {
    const last = Math.min(days.length - 1, Math.floor((interval.to - 1 - from) / DAY_MS))
    for (let day = Math.floor((interval.from - from) / DAY_MS); day <= last; day++) {
      const begin = Math.max(interval.from, from + day * DAY_MS) as Instant
      const end = Math.min(interval.to, from + (day + 1) * DAY_MS) as Instant
      if (begin < end) days[day]?.push({ ...interval, from: begin, to: end })
    }
  }
  return days
}

const WORST_FIRST = [
  'major_outage',
  'partial_outage',
  'degraded',
  'maintenance',
  'operational',
  'unknown',
] as const satisfies readonly State[]

/** What a bar is coloured by: the worst of the day. */
export function worstOf(seconds: Seconds): State {
  return WORST_FIRST.find((state) => seconds[state] > 0) ?? 'unknown'
}
