/**
 * The clock as somebody would keep it who has a wall clock, a calendar on the wall and all the time in the world: step by step,
 * asking at each step whether it is open and whether anything happened. It shares no code with the real one, not even the zone
 * arithmetic: it reads the wall clock of every minute from `Intl` and looks openings up by what the wall showed.
 */
import { WEEKDAYS, type BusinessCalendar } from '#kit/calendar.ts'
import type { ClockFact, ClockTimeline, Target } from '#kit/clock/facts.ts'
import { DAY_MS, instant, MINUTE_MS, type Instant } from '#kit/time.ts'

/** A stretch of days in one zone, with what the wall clock showed at each of its minutes. */
export interface WallClock {
  readonly zone: string
  readonly from: Instant
  readonly minutes: number
  /** By how much clocks jump where they go forward. */
  readonly gapMinutes: number
  /** `YYYY-MM-DD HH:MM` → the first minute at which the wall showed it. */
  readonly firstMinuteOf: ReadonlyMap<string, number>
}

/** Reads the wall clock of `days` days from `from`, a UTC midnight. */
export function wallClock(zone: string, from: string, days: number, gapMinutes = 60): WallClock {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const start = instant(from)
  const firstMinuteOf = new Map<string, number>()
  const minutes = days * 1_440
  for (let minute = 0; minute < minutes; minute++) {
    const shown = clock.format(start + minute * MINUTE_MS)
    if (!firstMinuteOf.has(shown)) firstMinuteOf.set(shown, minute)
  }
  return { zone, from: start, minutes, gapMinutes, firstMinuteOf }
}

/** Each calendar is used on one wall clock only. */
const known = new WeakMap<BusinessCalendar, Uint8Array>()

function knownOpenMinutes(wall: WallClock, calendar: BusinessCalendar): Uint8Array {
  const open = known.get(calendar) ?? openMinutes(wall, calendar)
  known.set(calendar, open)
  return open
}

/** 1 for each minute of the wall clock in which the calendar is open. Its first and last two days may be wrong. */
function openMinutes(wall: WallClock, calendar: BusinessCalendar): Uint8Array {
  const open = new Uint8Array(wall.minutes)
  const minuteOf = (date: string, time: string): number => {
    if (time === '24:00') return minuteOf(dayAfter(date), '00:00')
    return wall.firstMinuteOf.get(`${date} ${time}`) ?? wall.firstMinuteOf.get(movedBy(date, time, wall.gapMinutes)) ?? -1
  }
  for (let day = 0; day <= wall.minutes / 1_440; day++) {
    const date = dateOf(wall.from + day * DAY_MS)
    if (calendar.holidays.some((holiday) => holiday.date === date)) continue
    const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon'
    for (const { from, to } of calendar.hours[weekday]) {
      const [first, end] = [minuteOf(date, from), minuteOf(date, to)]
      if (first >= 0 && end > first) open.fill(1, first, end)
    }
  }
  return open
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function dayAfter(date: string): string {
  return dateOf(Date.parse(date) + DAY_MS)
}

function movedBy(date: string, time: string, minutes: number): string {
  return new Date(Date.parse(`${date}T${time}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ')
}

/** What the slow clock says of its latest cycle. */
export interface SlowReading {
  readonly startedAt: number
  readonly endedAt: number | null
  readonly elapsedMs: number
  readonly pausedMs: number
  readonly breach: { readonly dueAt: number; readonly at: number } | null
  /** `'beyond'` when the wall clock ends before it comes. */
  readonly dueAt: number | null | 'beyond'
  readonly cycles: number
}

/** Reads the timeline by steps of `stepMs`; all its instants and targets are whole steps. Undefined before the first start. */
export function readSlowly(wall: WallClock, timeline: ClockTimeline, asOf: Instant, stepMs: number): SlowReading | undefined {
  let { target, calendar } = timeline
  let open = knownOpenMinutes(wall, calendar)
  let cycles = 0
  const causes = new Set<string>()
  const facts = timeline.facts.filter(({ at }) => at <= asOf).toSorted((a, b) => a.at - b.at)
  let run: Run | undefined

  function happen(fact: ClockFact): void {
    if (fact.fact === 'target') target = fact.target
    if (fact.fact === 'calendar') {
      calendar = fact.calendar
      open = knownOpenMinutes(wall, calendar)
    }
    if (fact.fact === 'paused') causes.add(fact.cause)
    if (fact.fact === 'resumed') causes.delete(fact.cause)
    if (fact.fact === 'started' && (!run || run.end)) {
      cycles += 1
      run = { startedAt: fact.at, counted: 0, uncounted: 0, reachedAt: [fact.at], breach: null, end: null }
    }
    if ((fact.fact === 'met' || fact.fact === 'stopped') && run && !run.end) run.end = standing(run, fact.at)
    if (fact.fact === 'reopened' && run) run.end = null
  }

  function standing({ counted, uncounted }: Run, at: number): Standing {
    return { at, counted, uncounted, target, open, isPaused: causes.size > 0 }
  }

  let next = 0
  for (let at: number = facts[0]?.at ?? asOf; at <= asOf; at += stepMs) {
    for (let fact = facts[next]; fact?.at === at; fact = facts[next]) {
      happen(fact)
      next += 1
    }
    if (!run) continue
    const dueAt = target && run.reachedAt[target.ms / stepMs]
    if (dueAt && !run.end && !run.breach) run.breach = { dueAt, at }
    if (at === asOf || open[Math.floor((at - wall.from) / MINUTE_MS)] === 0) continue
    if (causes.size > 0) run.uncounted += 1
    else run.reachedAt[++run.counted] = at + stepMs
  }
  if (!run) return undefined
  const stands = run.end ?? standing(run, asOf)
  return {
    startedAt: run.startedAt,
    endedAt: run.end?.at ?? null,
    elapsedMs: stands.counted * stepMs,
    pausedMs: stands.uncounted * stepMs,
    breach: run.breach,
    dueAt: dueOf(wall, stands, run.reachedAt, stepMs),
    cycles,
  }
}

/** How the run stood when it ended, or stands now. */
interface Standing {
  readonly at: number
  readonly counted: number
  readonly uncounted: number
  readonly target: Target | null
  readonly open: Uint8Array
  readonly isPaused: boolean
}

interface Run {
  startedAt: number
  counted: number
  uncounted: number
  /** Index: steps counted; value: the instant at which it was that many for the first time. */
  reachedAt: number[]
  breach: { dueAt: number; at: number } | null
  end: Standing | null
}

function dueOf(
  wall: WallClock,
  { target, counted, isPaused, at, open }: Standing,
  reachedAt: readonly number[],
  stepMs: number,
): SlowReading['dueAt'] {
  if (!target) return null
  const steps = target.ms / stepMs
  if (steps <= counted) return reachedAt[steps] ?? null
  if (isPaused) return null
  const horizon = wall.from + (wall.minutes - 2_880) * MINUTE_MS
  let missing = steps - counted
  for (let ahead = at; ahead < horizon; ahead += stepMs) {
    missing -= open[Math.floor((ahead - wall.from) / MINUTE_MS)] ?? 0
    if (missing === 0) return ahead + stepMs
  }
  return 'beyond'
}
