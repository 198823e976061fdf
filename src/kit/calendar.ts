/**
 * Business calendars: when a team is there, in its own local time. What a calendar means in instants is computed by
 * `open-time.ts`; what a deadline makes of it, by `clock/`.
 */

/** In the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Weekday = (typeof WEEKDAYS)[number]

/** One stretch of a day by the clock on the wall, `HH:MM`: `from` inclusive, `to` exclusive and later; `24:00` is the end of the day. */
export interface OpenHours {
  readonly from: string
  readonly to: string
}

/** A day on which nobody is there, whatever weekday it is. */
export interface Holiday {
  /** `YYYY-MM-DD` in the calendar's zone. */
  readonly date: string
  readonly name: string
}

export interface BusinessCalendar {
  /** IANA name, such as `Europe/Berlin`. */
  readonly zone: string
  /** A weekday without hours is closed. Hours of a day may touch or overlap: time counts once. */
  readonly hours: Readonly<Record<Weekday, readonly OpenHours[]>>
  readonly holidays: readonly Holiday[]
}

/** Day and night, every day: business time is real time. */
export function alwaysOpen(zone: string): BusinessCalendar {
  const day: readonly OpenHours[] = [{ from: '00:00', to: '24:00' }]
  return { zone, hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, holidays: [] }
}
