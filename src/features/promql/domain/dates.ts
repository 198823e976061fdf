/** Parts of a time in seconds since 1970, in UTC. */
import { DAY_MS, instant, toDate } from '#kit/time.ts'

/** Of the calendar that JavaScript's dates know; NaN beyond it. */
const part =
  (of: (date: Date) => number) =>
  (seconds: number): number =>
    Math.abs(seconds) <= 8.64e12 ? of(toDate(instant(Math.trunc(seconds) * 1_000))) : NaN

const yearStart = (date: Date) => Date.UTC(date.getUTCFullYear(), 0, 1)

/** By name. */
export const DATES: Readonly<Record<string, (seconds: number) => number>> = {
  minute: part((date) => date.getUTCMinutes()),
  hour: part((date) => date.getUTCHours()),
  day_of_week: part((date) => date.getUTCDay()),
  day_of_month: part((date) => date.getUTCDate()),
  day_of_year: part((date) => Math.floor((date.getTime() - yearStart(date)) / DAY_MS) + 1),
  days_in_month: part(
    (date) =>
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)) / DAY_MS,
  ),
  month: part((date) => date.getUTCMonth() + 1),
  year: part((date) => date.getUTCFullYear()),
}
