/** What a rule reads from the course of a series: how it changed, when it will reach a limit, how fast it burns an error budget. */
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '#kit/time.ts'

export interface Sample {
  readonly at: Instant
  readonly value: number
}

/** Two samples make a line; a tenth of the span keeps one of noise from being taken for a trend. */
const FORECAST_SAMPLES_MIN = 5

/**
 * Change from the first to the last sample, ascending by time: as a share of the first unless `inUnits`. Undefined for fewer than two
 * samples, or a share of nothing.
 */
export function changeOver(samples: readonly Sample[], inUnits: boolean): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || samples.length < 2) return undefined
  const change = last.value - first.value
  if (inUnits) return change
  return first.value === 0 ? undefined : change / Math.abs(first.value)
}

/**
 * Milliseconds from the last sample until the line through them (least squares) reaches `limit`; Infinity when it never does, 0 when it
 * is there. Undefined for too few samples to see a line.
 */
export function reachesInMs(samples: readonly Sample[], limit: number): number | undefined {
  const last = samples.at(-1)
  if (last === undefined || samples.length < FORECAST_SAMPLES_MIN) return undefined
  if (last.value >= limit) return 0
  const meanAt = samples.reduce((sum, { at }) => sum + (at - last.at), 0) / samples.length
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / samples.length
  let [covariance, variance] = [0, 0]
  for (const { at, value } of samples) {
    const off = at - last.at - meanAt
    covariance += off * (value - meanValue)
    variance += off * off
  }
  if (variance === 0) return undefined
  const perMs = covariance / variance
  if (perMs <= 0) return Number.POSITIVE_INFINITY
  const onLine = meanValue - perMs * meanAt
  return Math.max(0, (limit - onLine) / perMs)
}

/** A long window that says it matters and a short one that says it still goes on; both must burn faster than `factor`. */
export interface BurnWindow {
  readonly longMs: number
  readonly shortMs: number
  readonly factor: number
}

/**
 * Windows of an error budget of 30 days, https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts: two per cent
 * of it in an hour, five in six hours, ten in three days.
 */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  { longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, factor: 14.4 },
  { longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, factor: 6 },
  { longMs: 3 * DAY_MS, shortMs: 6 * HOUR_MS, factor: 1 },
]

/** What happened within a window. */
export interface Served {
  readonly requests: number
  readonly failed: number
}

/**
 * How fast the budget of an goal such as 0.999 burns, as a multiple of what the window allows: over 1 in some pair of windows means
 * that it fires. 0 when nothing was served. `servedIn` is asked for each window.
 */
export function burning(goal: number, servedIn: (windowMs: number) => Served): number {
  const budget = 1 - goal
  const rate = (windowMs: number) => {
    const { requests, failed } = servedIn(windowMs)
    return requests === 0 ? 0 : failed / requests / budget
  }
  return Math.max(...BURN_WINDOWS.map(({ longMs, shortMs, factor }) => Math.min(rate(longMs), rate(shortMs)) / factor))
}

/** How many times as many as usual; what hardly ever happened counts as once, so that the first few are no spike of any height. */
export const spikeOf = (latest: number, usual: number): number => latest / Math.max(1, usual)
