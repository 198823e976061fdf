/** Instants at a person's local time, across daylight saving. Pure. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'

/** What a clock and a calendar on the wall say. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 1 is Monday. */
  readonly weekday: number
  readonly minuteOfDay: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than using it a thousand times. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...parts })
  formats.set(zone, made)
  return made
}

/** In an IANA zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
  return { year, month, day, weekday, minuteOfDay: hour * 60 + minute }
}

/**
 * The first instant after `at` at which the local clock shows this minute of the day (on this weekday). A time that the spring
 * change leaves out comes as soon as the clock has passed it; one that the autumn change repeats comes the first time.
 */
export function nextLocal(at: Instant, zone: string, wanted: { readonly minuteOfDay: number; readonly weekday?: number }): Instant {
  const today = localTime(at, zone)
  for (let days = 0; days <= 8; days++) {
    const noon = Date.UTC(today.year, today.month - 1, today.day + days, 12)
    const weekday = new Date(noon).getUTCDay() || 7
    if (wanted.weekday !== undefined && wanted.weekday !== weekday) continue
    const found = onDay(noon, zone, wanted.minuteOfDay)
    if (found > at) return found
  }
  return later(at, DAY_MS)
}

/** Zones lie within 14 hours of UTC and change by at most some hours, so the guess is corrected twice and then exact. */
function onDay(noonUtc: number, zone: string, minuteOfDay: number): Instant {
  const wantedMs = noonUtc - 12 * HOUR_MS + minuteOfDay * MINUTE_MS
  let guess = instant(wantedMs)
  for (let tries = 0; tries < 3; tries++) {
    const shown = localTime(guess, zone)
    const shownMs = Date.UTC(shown.year, shown.month - 1, shown.day) + shown.minuteOfDay * MINUTE_MS
    if (shownMs === wantedMs) break
    guess = later(guess, wantedMs - shownMs)
  }
  return guess
}
