import { describe, expect, test } from 'vitest'
import { alwaysOpen, WEEKDAYS, type BusinessCalendar, type Weekday } from '../calendar.ts'
import { HOUR_MS, instant, later, MINUTE_MS, toIso, type Instant } from '../time.ts'
import { readClock, type ClockReading } from './clock.ts'
import type { ClockFact, ClockTimeline, Target } from './facts.ts'

function open(days: readonly Weekday[], from: string, to: string, zone = 'UTC'): BusinessCalendar {
  const hours = Object.fromEntries(WEEKDAYS.map((day) => [day, days.includes(day) ? [{ from, to }] : []]))
  return { zone, hours: hours as unknown as BusinessCalendar['hours'], holidays: [] }
}

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const tenToSix = open(WORKDAYS, '10:00', '18:00')
const nineToFive = open(WORKDAYS, '09:00', '17:00')
const target = (minutes: number): Target => ({ ms: minutes * MINUTE_MS, atRiskShare: 0.75 })
/** November 2026: the 16th is a Monday. */
const on = (day: 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri', time: string): Instant =>
  instant(`2026-11-${16 + ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].indexOf(day)}T${time}:00Z`)
const nextMonday = (time: string): Instant => instant(`2026-11-23T${time}:00Z`)

interface Life {
  readonly minutes: number | null
  readonly calendar?: BusinessCalendar
  readonly alertHours?: BusinessCalendar
  readonly facts: readonly ClockFact[]
}

function timeline({ minutes, calendar = tenToSix, alertHours, facts }: Life): ClockTimeline {
  return { target: minutes === null ? null : target(minutes), calendar, facts, ...(alertHours ? { alertHours } : {}) }
}
const read = (life: Life, asOf: Instant): ClockReading => readClock(timeline(life), asOf)
const started = (at: Instant): ClockFact => ({ at, fact: 'started' })
const met = (at: Instant): ClockFact => ({ at, fact: 'met' })
const reopened = (at: Instant): ClockFact => ({ at, fact: 'reopened' })
const paused = (at: Instant, cause = 'waiting_for_requester'): ClockFact => ({ at, fact: 'paused', cause })
const resumed = (at: Instant, cause = 'waiting_for_requester'): ClockFact => ({ at, fact: 'resumed', cause })
const targeted = (at: Instant, minutes: number): ClockFact => ({ at, fact: 'target', target: target(minutes) })

describe('due times that other help desks publish', () => {
  test.each([
    ['V1', on('Mon', '08:00'), 60, on('Mon', '11:00')],
    ['V1', on('Mon', '08:00'), 240, on('Mon', '14:00')],
    ['V4', on('Fri', '17:00'), 30, on('Fri', '17:30')],
    ['V4', on('Fri', '17:00'), 120, nextMonday('11:00')],
    ['V5', on('Fri', '19:00'), 60, nextMonday('11:00')],
    ['V5', on('Fri', '19:00'), 240, nextMonday('14:00')],
  ])('%s: within business hours', (_, at, minutes, due) => {
    expect(read({ minutes, facts: [started(at)] }, at).dueAt).toBe(due)
  })

  test('V7: an hour on hold moves the due time by an hour, here to closing time', () => {
    const facts = [started(on('Thu', '15:00')), paused(on('Thu', '15:30')), resumed(on('Thu', '16:30'))]
    const { dueAt, dueReasons } = read({ minutes: 120, facts }, on('Thu', '17:00'))
    expect(dueAt).toBe(on('Thu', '18:00'))
    expect(dueReasons).toEqual(['paused_meanwhile'])
  })

  test('V9: half an hour paused is not part of the time it took', () => {
    const facts = [started(on('Mon', '12:00')), paused(on('Mon', '12:30')), resumed(on('Mon', '13:00')), met(on('Mon', '13:30'))]
    const reading = read({ minutes: 240, facts }, on('Tue', '12:00'))
    expect(reading).toMatchObject({ dueAt: on('Mon', '16:30'), elapsedMs: HOUR_MS, pausedMs: 30 * MINUTE_MS, status: 'hit' })
  })

  test('V11: resolved and closed a day later, it took until it was resolved', () => {
    const facts = [started(on('Mon', '12:00')), met(on('Mon', '12:30')), met(on('Tue', '12:30'))]
    expect(read({ minutes: 240, facts }, on('Wed', '12:00'))).toMatchObject({
      elapsedMs: 30 * MINUTE_MS,
      endedAt: on('Mon', '12:30'),
      ignored: [{ reason: 'not_running' }],
    })
  })

  test.each([
    [60, '2013-03-21T10:30:00Z'],
    [180, '2013-03-21T12:30:00Z'],
    [240, '2013-03-21T13:30:00Z'],
  ])('V12: %i minutes in Berlin', (minutes, due) => {
    const at = instant('2013-03-21T09:30:00Z')
    const calendar = open(WORKDAYS, '09:00', '17:00', 'Europe/Berlin')
    expect(read({ minutes, calendar, facts: [started(at)] }, at).dueAt).toBe(instant(due))
  })

  test('V15: minutes that counted, in the whole life and in parts of it', () => {
    const zero = on('Mon', '00:00')
    const at = (minutes: number): Instant => later(zero, minutes * MINUTE_MS)
    const life = (from: number): Life => ({
      minutes: 600,
      calendar: alwaysOpen('UTC'),
      facts: [started(at(from)), paused(at(90), 'pending close'), met(at(120))],
    })
    expect(read(life(0), at(500)).elapsedMs).toBe(90 * MINUTE_MS)
    expect(read(life(30), at(500)).elapsedMs).toBe(60 * MINUTE_MS)
    expect(read(life(0), at(30)).elapsedMs).toBe(30 * MINUTE_MS)
  })

  test('V18: with another calendar from the start, the due time is computed anew', () => {
    const at = instant('2007-01-01T00:00:00Z')
    const due = (day: Weekday): string | null => {
      const { dueAt } = read({ minutes: 60, calendar: open([day], '09:00', '17:00'), facts: [started(at)] }, at)
      return dueAt && toIso(dueAt)
    }
    expect(due('sun')).toBe('2007-01-07T10:00:00.000Z')
    expect(due('mon')).toBe('2007-01-01T10:00:00.000Z')
  })

  test('V20: what does not fit before the weekend is due on Monday', () => {
    const life = { minutes: 60, calendar: nineToFive, facts: [started(on('Fri', '16:30'))] }
    expect(read(life, on('Fri', '16:30')).dueAt).toBe(nextMonday('09:30'))
  })
})

describe('rules', () => {
  test('SL-2 further questions do not restart the wait, and the answer ends it; the next question begins another', () => {
    const facts = [started(on('Mon', '10:00')), started(on('Mon', '10:50')), met(on('Mon', '10:55')), started(on('Mon', '16:00'))]
    const reading = read({ minutes: 60, facts }, on('Mon', '16:30'))
    expect(reading).toMatchObject({ startedAt: on('Mon', '16:00'), status: 'active', ignored: [{ reason: 'already_running' }] })
    expect(reading.earlier).toMatchObject([{ startedAt: on('Mon', '10:00'), status: 'hit', elapsedMs: 55 * MINUTE_MS }])
  })

  test('SL-4 reopened after the due time, the total counts on and is missed at once', () => {
    const facts = [started(on('Mon', '10:00')), met(on('Mon', '11:00')), reopened(on('Tue', '10:00'))]
    expect(read({ minutes: 120, facts }, on('Mon', '15:00')).status).toBe('hit')
    expect(read({ minutes: 120, facts }, on('Tue', '10:00'))).toMatchObject({
      status: 'active_with_misses',
      breach: { dueAt: on('Mon', '12:00'), at: on('Tue', '10:00') },
      elapsedMs: 8 * HOUR_MS,
      dueReasons: ['reopened'],
    })
  })

  test('SL-6 paused, there is no due time, but one that has passed stays; every cause must end', () => {
    const facts = [
      started(on('Mon', '10:00')),
      paused(on('Mon', '10:30')),
      paused(on('Mon', '10:40'), 'maintenance'),
      resumed(on('Mon', '11:00')),
    ]
    expect(read({ minutes: 60, facts }, on('Mon', '12:00'))).toMatchObject({
      state: 'paused',
      pausedBy: ['maintenance'],
      dueAt: null,
      dueReasons: ['paused'],
      remainingMs: 30 * MINUTE_MS,
      nextAt: null,
    })
    expect(read({ minutes: 20, facts }, on('Mon', '12:00')).dueAt).toBe(on('Mon', '10:20'))
  })

  test('SL-8 created outside hours, it starts at the next opening', () => {
    const reading = read({ minutes: 60, facts: [started(on('Mon', '07:00'))] }, on('Mon', '08:00'))
    expect(reading).toMatchObject({ state: 'running', reason: 'outside_hours', elapsedMs: 0, dueReasons: ['started_outside_hours'] })
  })

  test('SL-11 a new target counts from the original start, and a miss of the old one stays', () => {
    const facts = [started(on('Mon', '10:00')), targeted(on('Mon', '12:00'), 240)]
    expect(read({ minutes: 60, facts }, on('Mon', '12:30'))).toMatchObject({
      dueAt: on('Mon', '14:00'),
      breach: { dueAt: on('Mon', '11:00'), at: on('Mon', '11:00') },
      status: 'active_with_misses',
      dueReasons: ['target_changed'],
    })
    expect(read({ minutes: 60, facts: [...facts, met(on('Mon', '13:00'))] }, on('Tue', '10:00'))).toMatchObject({
      reason: 'met_late',
      status: 'missed',
    })
  })

  test('SL-11 a shorter target that is over already is missed when it comes, and due when it was', () => {
    const facts = [started(on('Mon', '10:00')), targeted(on('Mon', '14:00'), 60)]
    expect(read({ minutes: 480, facts }, on('Mon', '14:00')).breach).toEqual({ dueAt: on('Mon', '11:00'), at: on('Mon', '14:00') })
  })

  test('SL-12 what has ended is not touched by later changes', () => {
    const facts = [started(on('Mon', '10:00')), met(on('Mon', '10:30'))]
    const changes: ClockFact[] = [targeted(on('Mon', '12:00'), 5), { at: on('Mon', '12:00'), fact: 'calendar', calendar: nineToFive }]
    const reading = read({ minutes: 60, facts }, on('Tue', '12:00'))
    expect(read({ minutes: 60, facts: [...facts, ...changes] }, on('Tue', '12:00'))).toEqual(reading)
  })

  test('SL-13 time is summed over each schedule while it applied', () => {
    const facts: ClockFact[] = [started(on('Mon', '16:00')), { at: on('Tue', '00:00'), fact: 'calendar', calendar: nineToFive }]
    expect(read({ minutes: 180, facts }, on('Tue', '09:30'))).toMatchObject({
      elapsedMs: 150 * MINUTE_MS,
      dueAt: on('Tue', '10:00'),
      dueReasons: ['calendar_changed'],
    })
  })

  test('SL-14 SL-15 an answer after the due time is a miss, however late anybody looks, and on the dot it is a hit', () => {
    const answered = (time: string): ClockReading =>
      read({ minutes: 60, facts: [started(on('Mon', '10:00')), met(on('Mon', time))] }, on('Fri', '10:00'))
    expect(answered('11:00').status).toBe('hit')
    expect(answered('11:01')).toMatchObject({ status: 'missed', breach: { dueAt: on('Mon', '11:00'), at: on('Mon', '11:00') } })
  })

  test('SL-16 a ticket that is merged away stops its clocks without hit or miss; a split one starts at its message', () => {
    const facts: ClockFact[] = [started(on('Mon', '10:00')), { at: on('Mon', '10:30'), fact: 'stopped' }]
    expect(read({ minutes: 60, facts }, on('Tue', '10:00'))).toMatchObject({
      state: 'stopped',
      status: 'stopped',
      breach: null,
      alerts: [],
    })
    expect(read({ minutes: 60, facts: [started(on('Mon', '10:20'))] }, on('Mon', '12:00')).breach?.dueAt).toBe(on('Mon', '11:20'))
  })

  test('SL-17 alerts of a clock that never sleeps wait for the hours in which somebody reads them', () => {
    const life: Life = { minutes: 120, calendar: alwaysOpen('UTC'), alertHours: nineToFive, facts: [started(on('Mon', '16:00'))] }
    expect(read(life, on('Mon', '16:30')).alerts).toEqual([{ about: 'breach', at: on('Tue', '09:00'), isHeld: true }])
    expect(read(life, on('Mon', '16:30')).nextAt).toBe(on('Mon', '17:30'))
    expect(read(life, on('Mon', '17:30')).nextAt).toBe(on('Mon', '18:00'))
    expect(read(life, on('Mon', '18:00')).nextAt).toBe(on('Tue', '09:00'))
    const answered: Life = { ...life, facts: [...life.facts, met(on('Mon', '18:30'))] }
    expect(read(answered, on('Mon', '19:00'))).toMatchObject({ status: 'missed', alerts: [], nextAt: null })
  })
})

describe('where a clock stands', () => {
  const life: Life = { minutes: 60, facts: [started(on('Mon', '10:00'))] }

  test('counting, at risk, overdue: each at its instant and not before', () => {
    expect(read(life, on('Mon', '10:44'))).toMatchObject({ reason: 'counting', nextAt: on('Mon', '10:45') })
    expect(read(life, on('Mon', '10:45'))).toMatchObject({ reason: 'at_risk', nextAt: on('Mon', '11:00'), remainingMs: 15 * MINUTE_MS })
    expect(read(life, on('Mon', '11:00'))).toMatchObject({ reason: 'overdue', nextAt: null, remainingMs: 0 })
    expect(read(life, on('Mon', '12:00')).remainingMs).toBe(-60 * MINUTE_MS)
  })

  test('before its first fact it has not started', () => {
    expect(read(life, on('Mon', '09:00'))).toMatchObject({ state: 'not_started', status: 'none', dueAt: null, dueReasons: ['not_started'] })
  })

  test('without a target it only measures', () => {
    const facts = [...life.facts, met(on('Mon', '11:30'))]
    expect(read({ minutes: null, facts }, on('Mon', '11:00'))).toMatchObject({ reason: 'no_target', status: 'none', alerts: [] })
    expect(read({ minutes: null, facts }, on('Mon', '12:00'))).toMatchObject({ reason: 'met_without_target', elapsedMs: 90 * MINUTE_MS })
  })

  test('under a calendar that never opens it says so', () => {
    expect(read({ ...life, calendar: open([], '09:00', '17:00') }, on('Mon', '11:00'))).toMatchObject({
      reason: 'never_open',
      dueReasons: ['never_open'],
    })
  })

  test('facts may come in any order, and those that change nothing are named', () => {
    const facts = [met(on('Mon', '10:30')), ...life.facts, resumed(on('Mon', '10:10')), reopened(on('Mon', '10:20'))]
    const reading = read({ minutes: 60, facts }, on('Mon', '11:00'))
    expect(reading.status).toBe('hit')
    expect(reading.ignored.map(({ reason }) => reason)).toEqual(['not_paused', 'not_ended'])
  })
})
