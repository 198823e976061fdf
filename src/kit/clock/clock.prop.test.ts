import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readSlowly, wallClock, type WallClock } from '#test/support/slow-clock.ts'
import type { BusinessCalendar, OpenHours } from '../calendar.ts'
import { DAY_MS, instant, MINUTE_MS, SECOND_MS, type Instant } from '../time.ts'
import { readClock } from './clock.ts'
import type { ClockFact, ClockTimeline, Target } from './facts.ts'

/** Weeks around changes of clocks: by an hour, by half an hour, at midnight, a minute past it, over it; and an ordinary one. */
const WEEKS: readonly (readonly [zone: string, from: string, gapMinutes?: number])[] = [
  ['Europe/Berlin', '2026-03-25'],
  ['Europe/Berlin', '2026-10-21'],
  ['America/New_York', '2026-03-04'],
  ['America/New_York', '2026-10-28'],
  ['Australia/Lord_Howe', '2026-10-01', 30],
  ['Australia/Lord_Howe', '2026-04-02', 30],
  ['America/St_Johns', '2006-10-26'],
  ['America/Santiago', '2026-09-03'],
  ['America/Santiago', '2026-04-01'],
  ['Asia/Kolkata', '2026-01-07'],
]
const DAYS = 12
/** The days of a week in which things happen; the slow clock needs room on both sides. */
const [FIRST_DAY, LAST_DAY] = [2, 8]

/** Random calendars a week, the same in every run: the slow clock needs a while to learn one, and a printed seed must find it again. */
const CALENDARS = 200

const walls: WallClock[] = []
const pools: (readonly BusinessCalendar[])[] = []

beforeAll(() => {
  for (const [zone, from, gapMinutes] of WEEKS) {
    const wall = wallClock(zone, `${from}T00:00:00Z`, DAYS, gapMinutes)
    walls.push(wall)
    pools.push(fc.sample(calendars(wall), { numRuns: CALENDARS, seed: walls.length }))
  }
})

function wallOf(week: number): WallClock {
  const wall = walls[week]
  if (!wall) throw new Error('the weeks were not read')
  return wall
}

const minuteOfDay = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 120, 150, 180, 540, 1_020, 1_440) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1_440 }) },
)

const openHours: fc.Arbitrary<OpenHours> = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ from: timeOfDay(Math.min(one, other)), to: timeOfDay(Math.max(one, other)) }))

function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function calendars(wall: WallClock): fc.Arbitrary<BusinessCalendar> {
  const day = fc.array(openHours, { maxLength: 2 })
  const hours = fc.tuple(day, day, day).map(([one, two, three]) => [one, two, one, three, two, three, one])
  const holiday = fc
    .integer({ min: FIRST_DAY, max: LAST_DAY })
    .map((days) => ({ date: new Date(wall.from + days * DAY_MS).toISOString().slice(0, 10), name: 'holiday' }))
  return fc.record({
    zone: fc.constant(wall.zone),
    hours: hours.map(([mon = [], tue = [], wed = [], thu = [], fri = [], sat = [], sun = []]) => ({ mon, tue, wed, thu, fri, sat, sun })),
    holidays: fc.array(holiday, { maxLength: 1 }),
  })
}

interface Case {
  /** Which of the weeks. */
  readonly week: number
  readonly timeline: ClockTimeline
  readonly asOf: Instant
}

/** A clock in one of the weeks; everything about it falls on whole steps. */
function cases({ stepMs, days, targetMs }: { stepMs: number; days: number; targetMs: number }): fc.Arbitrary<Case> {
  return fc.nat(WEEKS.length - 1).chain((week) => {
    const wall = wallOf(week)
    const at = fc
      .tuple(fc.integer({ min: FIRST_DAY, max: LAST_DAY - days }), fc.nat((days * DAY_MS) / stepMs - 1))
      .map(([day, step]) => instant(wall.from + day * DAY_MS + step * stepMs))
    const target: fc.Arbitrary<Target | null> = fc.option(
      fc.integer({ min: 1, max: targetMs / stepMs }).map((steps) => ({ ms: steps * stepMs, atRiskShare: 0.75 })),
      { freq: 9 },
    )
    const calendar = fc.constantFrom(...(pools[week] ?? []))
    const fact: fc.Arbitrary<ClockFact> = fc.oneof(
      fc.record({ at, fact: fc.constantFrom('started', 'started', 'met', 'stopped', 'reopened') }),
      fc.record({ at, fact: fc.constantFrom('paused', 'resumed'), cause: fc.constantFrom('requester', 'window') }),
      fc.record({ at, fact: fc.constant('target'), target }),
      fc.record({ at, fact: fc.constant('calendar'), calendar }),
    )
    const facts = fc.tuple(at, fc.array(fact, { maxLength: 7 })).map(([start, more]) => [{ at: start, fact: 'started' as const }, ...more])
    return fc.record({ week: fc.constant(week), timeline: fc.record({ target, calendar, facts }), asOf: at })
  })
}

function agrees({ week, timeline, asOf }: Case, stepMs: number): void {
  const wall = wallOf(week)
  const { startedAt, endedAt, elapsedMs, pausedMs, breach, dueAt, earlier } = readClock(timeline, asOf)
  const slow = readSlowly(wall, timeline, asOf, stepMs)
  const horizon = wall.from + (DAYS - 2) * DAY_MS
  const isBeyond = slow?.dueAt === 'beyond' && (dueAt === null || dueAt > horizon)
  const fast = { startedAt, endedAt, elapsedMs, pausedMs, breach, dueAt: isBeyond ? 'beyond' : dueAt, cycles: earlier.length + 1 }
  expect(startedAt === null ? undefined : fast).toEqual(slow)
}

describe('the clock agrees with one that is kept by hand', () => {
  test('minute by minute, in 20,000 random lives with holidays, pauses, changed targets and calendars, and changes of clocks', () => {
    fc.assert(
      fc.property(cases({ stepMs: MINUTE_MS, days: 5, targetMs: DAY_MS }), (one) => {
        agrees(one, MINUTE_MS)
      }),
      { numRuns: 20_000 },
    )
  })

  test('second by second, in 150 shorter lives', () => {
    fc.assert(
      fc.property(cases({ stepMs: SECOND_MS, days: 1, targetMs: DAY_MS / 2 }), (one) => {
        agrees(one, SECOND_MS)
      }),
      { numRuns: 150 },
    )
  })
})
