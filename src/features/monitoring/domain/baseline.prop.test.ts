/** What is usual by the hour of the week stays so, whatever single weeks and holidays do. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later } from '#kit/time.ts'
import { HOURS_OF_WEEK, learn, WEEKS, type Band } from './baseline.ts'
import { LEARNED, type HourSaid } from './learned.ts'
import { closedAt, knownWith, stretchesToRead, type Known } from './reading-hours.ts'
import { hoursIn, weeksWith } from './signal-weeks.ts'

/** A Monday. */
const START = instant('2026-01-05T00:00:00Z')
const UTC = { zone: 'UTC', holidays: new Set<string>() }

const value = fc.double({ min: 0, max: 1_000, noNaN: true })
const week = fc.array(value, { minLength: HOURS_OF_WEEK, maxLength: HOURS_OF_WEEK })

function hoursFrom(weeks: readonly (readonly number[])[]): readonly HourSaid[] {
  return weeks.flatMap((values, at) =>
    values.map((each, hour) => ({ at: later(START, (at * HOURS_OF_WEEK + hour) * HOUR_MS), value: each, volume: null })),
  )
}

const bandsOf = (hours: readonly (Band | null)[]) => hours.flatMap((band) => band ?? [])

describe('a baseline', () => {
  test('expects something inside of its band, which never leaves what the signal can be', () => {
    fc.assert(
      fc.property(fc.array(week, { minLength: 3, maxLength: WEEKS }), fc.constantFrom(...LEARNED), (weeks, signal) => {
        const bands = bandsOf(learn({ signal, hours: hoursFrom(weeks), ...UTC }).hours)
        for (const { lower, expected, upper } of bands.filter((band) => signal !== 'cpu' || band.expected <= 1)) {
          expect(lower).toBeGreaterThanOrEqual(0)
          expect(lower).toBeLessThanOrEqual(expected)
          if (expected <= 1 || !['error_rate', 'job_error_rate', 'cpu', 'memory'].includes(signal)) {
            expect(upper).toBeGreaterThanOrEqual(expected)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('does not depend on the order in which hours come', () => {
    fc.assert(
      fc.property(fc.array(week, { minLength: 3, maxLength: 5 }), (weeks) => {
        const hours = hoursFrom(weeks)
        expect(learn({ signal: 'traffic', hours: hours.toReversed(), ...UTC })).toEqual(learn({ signal: 'traffic', hours, ...UTC }))
      }),
      { numRuns: 15 },
    )
  })

  test('expects what the other weeks were, whatever happened in one of them', () => {
    fc.assert(
      fc.property(week, fc.nat(WEEKS - 1), fc.double({ min: 0, max: 50, noNaN: true }), (odd, at, level) => {
        const weeks = Array.from({ length: WEEKS }, (_, index) => (index === at ? odd : Array<number>(HOURS_OF_WEEK).fill(level)))
        for (const { expected } of bandsOf(learn({ signal: 'traffic', hours: hoursFrom(weeks), ...UTC }).hours)) {
          expect(expected).toBeCloseTo(level, 9)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('learns nothing from holidays', () => {
    const holidays = new Set(['2026-01-14', '2026-02-02'])
    const isHoliday = ({ at }: HourSaid) => holidays.has(new Date(at).toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.array(week, { minLength: 5, maxLength: WEEKS }), value, (weeks, instead) => {
        const hours = hoursFrom(weeks)
        const changed = hours.map((hour) => (isHoliday(hour) ? { ...hour, value: instead } : hour))
        const learned = (those: readonly HourSaid[]) => learn({ signal: 'sessions', hours: those, zone: 'UTC', holidays })
        expect(learned(changed)).toEqual(learned(hours))
        expect(learned(hours.filter((hour) => !isHoliday(hour)))).toEqual(learned(hours))
      }),
      { numRuns: 15 },
    )
  })
})

test('every hour of eight weeks is read once, a bounded number at a time, and none that may still change', () => {
  const runs = fc.array(fc.integer({ min: 0, max: 3 * 24 }), { minLength: 10, maxLength: 14 })
  fc.assert(
    fc.property(runs, (waits) => {
      let [known, now]: [Known | null, typeof START] = [null, START]
      const times = new Map<number, number>()
      for (const wait of waits) {
        now = later(now, wait * HOUR_MS + 1)
        const stretches = stretchesToRead(known, now)
        expect(stretches.length).toBeLessThanOrEqual(28)
        for (const { from, to } of stretches) {
          expect(to).toBeLessThanOrEqual(closedAt(now))
          for (let at = from; at < to; at = later(at, HOUR_MS)) times.set(at, (times.get(at) ?? 0) + 1)
        }
        known = knownWith(known, stretches)
      }
      expect([...times.values()].every((count) => count === 1)).toBe(true)
      const { from, to } = known ?? { from: START, to: START }
      expect(times.size).toBe((to - from) / HOUR_MS)
      expect(to).toBe(closedAt(now))
      expect(from).toBeLessThanOrEqual(later(closedAt(START), -WEEKS * 7 * DAY_MS + 10 * 72 * HOUR_MS))
    }),
    { numRuns: 50 },
  )
})

test('hours that were kept by weeks come back as they were, and the later of two counts', () => {
  const hour = fc.record({ at: fc.integer({ min: 0, max: 2_000 }), value, volume: fc.option(value) })
  fc.assert(
    fc.property(fc.uniqueArray(hour, { selector: ({ at }) => at }), fc.uniqueArray(hour, { selector: ({ at }) => at }), (first, second) => {
      const said = (hours: typeof first) =>
        hours.map(({ at, ...of }) => ({ ...of, signal: 'cpu' as const, at: later(START, at * HOUR_MS) }))
      const weeks = weeksWith([], said(first))
      const changed = weeksWith(weeks, said(second))
      const all = [...changed, ...weeks.filter(({ week: one }) => !changed.some((other) => other.week === one))]
      const expected = new Map([...said(first), ...said(second)].map(({ at, value: each, volume }) => [at, { at, value: each, volume }]))
      expect(hoursIn(all, 'cpu', START).toSorted((a, b) => a.at - b.at)).toEqual([...expected.values()].toSorted((a, b) => a.at - b.at))
    }),
  )
})
