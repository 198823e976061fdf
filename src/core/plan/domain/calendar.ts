/** A plan's calendars in the form in which clocks count by them. */
import { alwaysOpen, WEEKDAYS, type BusinessCalendar, type Weekday } from '#kit/calendar.ts'
import type { Plan } from './form.ts'
import { readHours, type OpenSpan } from './hours.ts'

/**
 * The calendar of that key, or the plan's own when none is named. `zone` is what the plan calls local. A key that the plan does
 * not have gives its own calendar, and when that is missing too, day and night.
 */
export function calendarOf({ hours }: Plan, zone: string, key: string = hours.calendar): BusinessCalendar {
  const calendar = hours.calendars[key] ?? hours.calendars[hours.calendar]
  if (calendar === undefined) return alwaysOpen(zone)
  const days = calendar.holidays.flatMap((list) => Object.entries(hours.holidays[list]?.days ?? {}))
  return {
    zone: calendar.zone === 'local' ? zone : calendar.zone,
    hours: Object.fromEntries(WEEKDAYS.map((day) => [day, readHours(calendar[day]) ?? []])) as unknown as Record<
      Weekday,
      readonly OpenSpan[]
    >,
    holidays: days.map(([date, name]) => ({ date, name })),
  }
}
