/**
 * Arithmetic on the time in which a business calendar is open: how much of it lies between two instants, when so much of it has
 * passed. Lengths are real time: an opening of 00:00 to 24:00 lasts 23 hours on the day the clocks go forward, and 25 when they
 * go back. A calendar object is prepared on first use and remembered, so keep it rather than build it anew for every question.
 *
 * Hours that are not `HH:MM`, and an unknown zone, throw RangeError: whoever accepts a calendar has judged it first.
 */
import { WEEKDAYS, type BusinessCalendar, type OpenHours } from './calendar.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './time.ts'
import { fromLocal, toLocal, type LocalMs } from './zone.ts'

/**
 * How far ahead an opening is looked for. A calendar that stays closed for five years never opens again for any purpose we
 * have, and the search must end.
 */
const CLOSED_DAYS_MAX = 5 * 366

/** Two years around today and the odd old record; a calendar asked for more starts over. */
const DAYS_KEPT_MAX = 2_000

/** In instants: `start` inclusive, `end` exclusive. */
export interface Opening {
  readonly start: number
  readonly end: number
}

/** Of one local day, in order; they do not touch. */
type Openings = readonly Opening[]

interface OpenDays {
  /** Open without a break, so no day needs looking at. */
  readonly isAlways: boolean
  /** The local day an instant falls on, counted from 1970-01-01. */
  dayOf(at: number): number
  openingsOf(day: number): Openings
}

/** How many milliseconds of [from, to) the calendar is open; 0 when `to` is not later. */
export function openTimeMs(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  if (to <= from) return 0
  const days = openDays(calendar)
  if (days.isAlways) return to - from
  let sumMs = 0
  // One day more: where clocks go back over midnight, the wall shows yesterday again after today's first opening.
  const last = days.dayOf(to) + 1
  for (let day = days.dayOf(from); day <= last; day++) {
    for (const { start, end } of days.openingsOf(day)) sumMs += Math.max(0, Math.min(end, to) - Math.max(start, from))
  }
  return sumMs
}

/**
 * The first instant at which `lengthMs` of open time have passed since `from`. What ends exactly at closing ends at closing; a
 * millisecond more ends that much after the next opening. Null when the calendar never opens that long again.
 */
export function addOpenTime(calendar: BusinessCalendar, from: Instant, lengthMs: number): Instant | null {
  const days = openDays(calendar)
  if (lengthMs <= 0 || days.isAlways) return (from + Math.max(0, lengthMs)) as Instant
  let leftMs = lengthMs
  let day = days.dayOf(from)
  for (let giveUp = day + CLOSED_DAYS_MAX; day < giveUp; day++) {
    for (const { start, end } of days.openingsOf(day)) {
      const begin = Math.max(start, from)
      if (end - begin >= leftMs) return (begin + leftMs) as Instant
      if (end <= begin) continue
      leftMs -= end - begin
      giveUp = day + CLOSED_DAYS_MAX
    }
  }
  return null
}

/** `at` itself while the calendar is open, otherwise the next opening; null when it never opens again. Closing time is closed. */
export function nextOpenAt(calendar: BusinessCalendar, at: Instant): Instant | null {
  const days = openDays(calendar)
  if (days.isAlways) return at
  const first = days.dayOf(at)
  for (let day = first; day < first + CLOSED_DAYS_MAX; day++) {
    const next = days.openingsOf(day).find(({ end }) => end > at)
    if (next) return Math.max(next.start, at) as Instant
  }
  return null
}

/** Whether the calendar is open at that instant: opening time is, closing time is not. */
export function isOpenAt(calendar: BusinessCalendar, at: Instant): boolean {
  return nextOpenAt(calendar, at) === at
}

/** When the calendar is open within [from, to), in order, cut at both ends; neighbours may touch at midnight. */
export function openingsBetween(calendar: BusinessCalendar, from: Instant, to: Instant): readonly Opening[] {
  if (to <= from) return []
  const days = openDays(calendar)
  if (days.isAlways) return [{ start: from, end: to }]
  const found: Opening[] = []
  const last = days.dayOf(to) + 1
  for (let day = days.dayOf(from); day <= last; day++) {
    for (const { start, end } of days.openingsOf(day)) {
      const cut = { start: Math.max(start, from), end: Math.min(end, to) }
      if (cut.start < cut.end) found.push(cut)
    }
  }
  return found
}

/** By the object: a calendar is immutable, and one that nobody holds any more is forgotten. */
const prepared = new WeakMap<BusinessCalendar, OpenDays>()

function openDays(calendar: BusinessCalendar): OpenDays {
  const known = prepared.get(calendar)
  if (known) return known
  const days = prepare(calendar)
  prepared.set(calendar, days)
  return days
}

function prepare({ zone, hours, holidays }: BusinessCalendar): OpenDays {
  const closed = new Set(holidays.map(({ date }) => date))
  const week = WEEKDAYS.map((weekday) => hours[weekday].map(spanOf))
  const kept = new Map<number, Openings>()
  return {
    isAlways: closed.size === 0 && week.every((spans) => spans.some(({ fromMs, toMs }) => fromMs === 0 && toMs === DAY_MS)),
    dayOf: (at) => Math.floor(toLocal(zone, at as Instant) / DAY_MS),
    openingsOf(day) {
      let openings = kept.get(day)
      if (!openings) {
        if (kept.size >= DAYS_KEPT_MAX) kept.clear()
        openings = closed.has(dateOf(day)) ? [] : openingsOn(zone, day, week[weekdayIndex(day)] ?? [])
        kept.set(day, openings)
      }
      return openings
    },
  }
}

interface Span {
  /** From local midnight. */
  readonly fromMs: number
  readonly toMs: number
}

const TIME_OF_DAY = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

function spanOf({ from, to }: OpenHours): Span {
  return { fromMs: msOfDay(from), toMs: msOfDay(to) }
}

function msOfDay(text: string): number {
  const match = TIME_OF_DAY.exec(text)
  if (!match) throw new RangeError(`not a time of day: ${text}`)
  return text === '24:00' ? DAY_MS : Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS
}

/**
 * The spans as instants, joined where they touch or overlap. Where clocks go forward, an end inside the gap moves behind it: a span
 * may shrink to nothing or run into the next one, so they are joined after that and not before. A date that a zone left out
 * altogether (Samoa crossed the date line) has no openings.
 */
function openingsOn(zone: string, day: number, spans: readonly Span[]): Openings {
  const instantOf = (ms: number) => fromLocal(zone, (day * DAY_MS + ms) as LocalMs)
  if (spans.length === 0 || instantOf(0) >= instantOf(DAY_MS)) return []
  const openings: Opening[] = []
  const moved = spans.map(({ fromMs, toMs }) => ({ start: instantOf(fromMs), end: instantOf(toMs) }))
  for (const { start, end } of moved.toSorted((a, b) => a.start - b.start)) {
    const last = openings.at(-1)
    if (end <= Math.max(start, last?.end ?? start)) continue
    if (last && start <= last.end) openings[openings.length - 1] = { start: last.start, end }
    else openings.push({ start, end })
  }
  return openings
}

/** 1970-01-01 was a Thursday. */
function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
