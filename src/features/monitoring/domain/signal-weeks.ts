/** How hours are kept: a week of a signal, by UTC, is one list. Pure. */
import { DAY_MS, HOUR_MS, instant, later, toIso, type Instant } from '#kit/time.ts'
import { HOURS_OF_WEEK, WEEKS } from './baseline.ts'
import type { HourSaid, Learned } from './learned.ts'
import type { HourOfSignal } from './signal-hours.ts'

/** What an hour said, with how much stands behind it; null for nothing. */
export type KeptHour = readonly [value: number, volume: number | null] | null

export interface KeptWeek {
  readonly signal: Learned
  /** Its Monday, UTC, as a date. */
  readonly week: string
  readonly hours: readonly KeptHour[]
}

const WEEK_MS = 7 * DAY_MS
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS

function mondayOf(at: number): Instant {
  return instant(Math.floor((at - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS)
}

const weekOf = (at: number): string => toIso(mondayOf(at)).slice(0, 10)
const keyOf = (signal: Learned, week: string): string => `${signal}\n${week}`

/** The first week that is learned from; those before are not needed any more. */
export const firstWeek = (now: Instant): string => weekOf(later(now, -WEEKS * WEEK_MS))

/** Weeks with these hours in place of what they said before; only those that changed. */
export function weeksWith(kept: readonly KeptWeek[], hours: readonly HourOfSignal[]): readonly KeptWeek[] {
  const known = new Map(kept.map((week) => [keyOf(week.signal, week.week), week]))
  const changed = new Map<string, { signal: Learned; week: string; hours: KeptHour[] }>()
  for (const { signal, at, value, volume } of hours) {
    const key = keyOf(signal, weekOf(at))
    const empty = Array.from({ length: HOURS_OF_WEEK }, () => null)
    const week = changed.get(key) ?? { signal, week: weekOf(at), hours: [...(known.get(key)?.hours ?? empty)] }
    week.hours[(at - mondayOf(at)) / HOUR_MS] = [value, volume]
    changed.set(key, week)
  }
  return [...changed.values()]
}

/** What the weeks say of a signal, from `since` on. */
export function hoursIn(weeks: readonly KeptWeek[], signal: Learned, since: Instant): readonly HourSaid[] {
  return weeks
    .filter((week) => week.signal === signal)
    .flatMap(({ week, hours }) => {
      const monday = instant(`${week}T00:00:00Z`)
      return hours.flatMap((hour, index) =>
        hour === null ? [] : [{ at: later(monday, index * HOUR_MS), value: hour[0], volume: hour[1] }],
      )
    })
    .filter(({ at }) => at >= since)
}
