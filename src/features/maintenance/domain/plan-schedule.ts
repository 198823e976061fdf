/** The windows of a support plan as schedules. Pure. */
import { WEEKDAYS, type Weekday } from '#kit/calendar.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import type { Schedule } from './recurrence.ts'

/** As a plan has it: a weekday with two times of day. */
export interface PlanWindow {
  readonly weekday: Weekday
  /** `HH:MM`; the end is later on the same day, or 24:00. */
  readonly from: string
  readonly to: string
}

const RULE_DAYS: Readonly<Record<Weekday, string>> = { mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA', sun: 'SU' }

/** Every week from now on. `standing` keeps its first start where day and time are the same, so that nothing is written anew. */
export function scheduleOf({ weekday, from, to }: PlanWindow, zone: string, now: Instant, standing: Schedule | null): Schedule {
  const rule = `FREQ=WEEKLY;BYDAY=${RULE_DAYS[weekday]}`
  const durationMinutes = (msOf(to) - msOf(from)) / MINUTE_MS
  const isSame = standing !== null && standing.rule === rule && standing.startsLocal.endsWith(`T${from}`)
  return { zone, rule, durationMinutes, startsLocal: isSame ? standing.startsLocal : `${dayOf(weekday, zone, now)}T${from}` }
}

/** The date of that weekday in the present week of the zone, today included. 1970-01-01 was a Thursday. */
function dayOf(weekday: Weekday, zone: string, now: Instant): string {
  const today = Math.floor(toLocal(zone, now) / DAY_MS)
  const ahead = (WEEKDAYS.indexOf(weekday) - ((today + 3) % 7) + 7) % 7
  return toIso(((today + ahead) * DAY_MS) as Instant).slice(0, 10)
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR_MS + minutes * MINUTE_MS
}
