/**
 * Promise: no list waits for its clocks. At least 5,000 readings a second on one core, of tickets with an ordinary life (two
 * pauses, a raised priority, a target of a business day, Berlin's hours and holidays), spread over two years.
 */
import { readClock } from '../src/kit/clock/clock.ts'
import type { ClockTimeline } from '../src/kit/clock/facts.ts'
import type { BusinessCalendar, OpenHours } from '../src/kit/calendar.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '../src/kit/time.ts'
import { median, report } from './support/report.ts'

const READINGS_PER_S_MIN = 5_000
const TICKETS = 5_000
const ROUNDS = 9

const office: readonly OpenHours[] = [{ from: '08:30', to: '17:30' }]
const calendar: BusinessCalendar = {
  zone: 'Europe/Berlin',
  hours: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
  holidays: ['01-01', '05-01', '10-03', '12-25', '12-26'].map((day) => ({ date: `2026-${day}`, name: 'holiday' })),
}

const since = instant('2025-01-01T00:00:00Z')
const tickets = Array.from({ length: TICKETS }, (_, index) => ticket((index * 2 * 365 * DAY_MS) / TICKETS))

const rates = Array.from({ length: ROUNDS }, () => {
  const startedAt = performance.now()
  for (const { timeline, asOf } of tickets) readClock(timeline, asOf)
  return (TICKETS * 1_000) / (performance.now() - startedAt)
})

report({
  figure: `readings of ${TICKETS} tickets, median of ${ROUNDS}`,
  value: median(rates),
  unit: 'readings/s',
  budget: READINGS_PER_S_MIN,
  budgetIs: 'minimum',
})

function ticket(afterMs: number): { readonly timeline: ClockTimeline; readonly asOf: ReturnType<typeof instant> } {
  const at = (ms: number) => later(since, Math.round(afterMs) + ms)
  const timeline: ClockTimeline = {
    target: { ms: 9 * HOUR_MS, atRiskShare: 0.75 },
    calendar,
    alertHours: calendar,
    facts: [
      { at: at(0), fact: 'started' },
      { at: at(40 * MINUTE_MS), fact: 'paused', cause: 'waiting_for_requester' },
      { at: at(9 * HOUR_MS), fact: 'resumed', cause: 'waiting_for_requester' },
      { at: at(10 * HOUR_MS), fact: 'target', target: { ms: 4 * HOUR_MS, atRiskShare: 0.75 } },
      { at: at(DAY_MS), fact: 'paused', cause: 'maintenance' },
      { at: at(DAY_MS + HOUR_MS), fact: 'resumed', cause: 'maintenance' },
      { at: at(3 * DAY_MS), fact: 'met' },
    ],
  }
  return { timeline, asOf: at(2 * DAY_MS) }
}
