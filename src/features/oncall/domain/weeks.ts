/** Weeks on the clock on the wall. Pure. */
import { DAY_MS, toIso, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'

/** 1 January 1970 was a Thursday. */
const DAYS_SINCE_MONDAY_1970 = 3

/** 0: Monday. `day` is counted from 1 January 1970 on the same clock. */
export function weekdayOf(day: number): number {
  return (day + DAYS_SINCE_MONDAY_1970) % 7
}

/** Monday, `YYYY-MM-DD`, of the week that an instant lies in. */
export function weekOf(zone: string, at: Instant): string {
  const day = Math.floor(toLocal(zone, at) / DAY_MS)
  return toIso(((day - weekdayOf(day)) * DAY_MS) as Instant).slice(0, 10)
}
