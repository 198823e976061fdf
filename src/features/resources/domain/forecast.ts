/** In how many days something is full, or why that cannot be said. Pure. */
import { trendOf, type DayValue, type Trend } from './trend.ts'
import type { Refusal } from './words.ts'

export interface Fills {
  readonly kind: 'fills'
  readonly days: number
  /** By the ends of the trend's interval. */
  readonly soonestDays: number
  readonly latestDays: number
  readonly trend: Trend
}

export interface Refused {
  readonly kind: 'refused'
  readonly reason: Refusal
  /** What was seen of the growth nevertheless. */
  readonly trend: Trend | null
}

export type Forecast = Fills | Refused

/** Whoever grows by the week is seen growing. */
const DAYS_MIN = 7
/** From a month nobody can tell what comes in more than a year. */
const DAYS_AHEAD_MAX = 365
/** "In 10 to 40 days" can be planned by, "in 10 to 200" cannot. */
const LATEST_TO_SOONEST_MAX = 4

/** `limit`: where it is full, in the unit of the values; null when nobody says. */
export function forecastOf({ values, limit }: { readonly values: readonly DayValue[]; readonly limit: number | null }): Forecast {
  const last = values.at(-1)
  const trend = values.length < DAYS_MIN ? undefined : trendOf(values)
  if (last === undefined || trend === undefined) return { kind: 'refused', reason: 'too_few_days', trend: null }
  if (limit === null) return { kind: 'refused', reason: 'no_limit', trend }
  const room = Math.max(0, limit - last.value)
  if (trend.perDayHigh < 0) return { kind: 'refused', reason: 'shrinks', trend }
  if (trend.perDay <= 0) return { kind: 'refused', reason: 'steady', trend }
  const [days, soonestDays] = [room / trend.perDay, room / trend.perDayHigh]
  if (soonestDays > DAYS_AHEAD_MAX) return { kind: 'refused', reason: 'far_off', trend }
  const latestDays = trend.perDayLow > 0 ? room / trend.perDayLow : Number.POSITIVE_INFINITY
  if (room > 0 && latestDays > soonestDays * LATEST_TO_SOONEST_MAX) return { kind: 'refused', reason: 'too_uncertain', trend }
  if (days > DAYS_AHEAD_MAX) return { kind: 'refused', reason: 'far_off', trend }
  return { kind: 'fills', days, soonestDays, latestDays: room === 0 ? 0 : latestDays, trend }
}
