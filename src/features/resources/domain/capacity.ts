/** From the hours of a month to how much of something is used: now, at its peaks, and until when it lasts. Pure. */
import { DAY_MS, HOUR_MS, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import { forecastOf, type Forecast } from './forecast.ts'
import { TRAITS, type Subject } from './gauges.ts'
import { median, type DayValue } from './trend.ts'

/** What one hour said. Ascending; hours of which nothing is known are left out. */
export interface HourValue {
  /** Its start. */
  readonly at: Instant
  readonly value: number
  /** How it ended. */
  readonly last: number
}

/** An hour of the week, 0 for Monday from 00:00 on the clock of the zone. */
export interface WeekHour {
  readonly hour: number
  /** The median of that hour over the weeks: what is to be expected. */
  readonly usual: number
  readonly highest: number
}

export interface Figures {
  /** At the end of the last hour that said something. */
  readonly now: number
  readonly at: Instant
  /** 95 of 100 hours were no higher. */
  readonly p95: number
  readonly highest: number
  /** Days of which something is known. */
  readonly days: number
  /** The hour of the week with the highest usual value; null before two weeks show what is usual. */
  readonly peak: WeekHour | null
  /** Null for what comes and goes. */
  readonly forecast: Forecast | null
}

export interface Gauge extends Figures {
  readonly subject: Subject
  /** UUID */
  readonly environmentId: string
  /** Above it there is too much, in the unit of the gauge; null where nobody says. */
  readonly limit: number | null
}

const HOURS_OF_WEEK = 168
/** 1970-01-01 was a Thursday. */
const THURSDAY_HOURS = 72

/** Undefined when nothing was said. */
export function figuresOf(hours: readonly HourValue[], subject: Pick<Subject, 'kind'>, zone: string): Figures | undefined {
  const last = hours.at(-1)
  if (last === undefined) return undefined
  const sorted = hours.map(({ value }) => value).toSorted((a, b) => a - b)
  const days = daysOf(hours)
  const { fills, full } = TRAITS[subject.kind]
  return {
    now: last.last,
    at: last.at,
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] as number,
    highest: sorted.at(-1) as number,
    days: days.length,
    peak: peakOf(weekOf(hours, zone)),
    forecast: fills ? forecastOf({ values: withLast(days, last.last), limit: full }) : null,
  }
}

/** The median of each day, UTC. */
function daysOf(hours: readonly HourValue[]): readonly DayValue[] {
  const days = new Map<number, number[]>()
  for (const { at, value } of hours) {
    const day = Math.floor(at / DAY_MS)
    const known = days.get(day)
    if (known) known.push(value)
    else days.set(day, [value])
  }
  return [...days].map(([day, values]) => ({ day, value: median(values) }))
}

/** What is left is counted from now on, not from the middle of today. */
const withLast = (days: readonly DayValue[], value: number): readonly DayValue[] =>
  days.map((each, index) => (index === days.length - 1 ? { ...each, value } : each))

/** Every hour of the week of which something is known. */
export function weekOf(hours: readonly HourValue[], zone: string): readonly WeekHour[] {
  const week = new Map<number, number[]>()
  for (const { at, value } of hours) {
    const hour = (Math.floor(toLocal(zone, at) / HOUR_MS) + THURSDAY_HOURS) % HOURS_OF_WEEK
    const known = week.get(hour)
    if (known) known.push(value)
    else week.set(hour, [value])
  }
  return [...week]
    .filter(([, values]) => values.length >= WEEKS_MIN)
    .map(([hour, values]) => ({ hour, usual: median(values), highest: Math.max(...values) }))
    .toSorted((a, b) => a.hour - b.hour)
}

/** Once is no habit. */
const WEEKS_MIN = 2

function peakOf(week: readonly WeekHour[]): WeekHour | null {
  let peak: WeekHour | null = null
  for (const each of week) if (peak === null || each.usual > peak.usual) peak = each
  return peak
}
