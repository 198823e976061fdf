import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastOf } from './forecast.ts'
import { trendOf, type DayValue } from './trend.ts'

const DAYS = 30
/** A month that grows evenly, from a level on. */
const even = (level: number, perDay: number): DayValue[] => Array.from({ length: DAYS }, (_, day) => ({ day, value: level + perDay * day }))

const level = fc.double({ min: 0.1, max: 0.5, noNaN: true })
const growth = fc.double({ min: 0.001, max: 0.015, noNaN: true })
const day = fc.integer({ min: 1, max: DAYS - 2 })
/** Far more than a day's growth, in either direction. */
const jump = fc.oneof(fc.double({ min: 0.1, max: 0.4, noNaN: true }), fc.double({ min: -0.4, max: -0.1, noNaN: true }))
/** Close to a number, whatever the floating point did with it. */
const near = (found: number | undefined, wanted: number) => Math.abs((found ?? Number.NaN) - wanted) < 1e-9

const holds = (property: fc.IRawProperty<unknown>) => fc.assert(property as fc.IProperty<unknown>, { numRuns: 200 })

describe('the growth of a month', () => {
  test('is that of the line that it follows, whichever days are missing', () => {
    const kept = fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { minLength: 7, maxLength: DAYS })
    holds(
      fc.property(level, growth, kept, (from, perDay, days) => {
        const values = even(from, perDay).filter((each) => days.includes(each.day))
        expect(near(trendOf(values)?.perDay, perDay)).toBe(true)
      }),
    )
  })

  test('is not changed by one clean-up, nor by one archive that was copied there', () => {
    holds(
      fc.property(level, growth, day, jump, (from, perDay, since, by) => {
        const values = even(from, perDay).map((each) => (each.day < since ? each : { ...each, value: each.value + by }))
        expect(near(trendOf(values)?.perDay, perDay)).toBe(true)
      }),
    )
  })

  test('is not changed by two odd days', () => {
    holds(
      fc.property(level, growth, fc.uniqueArray(day, { minLength: 2, maxLength: 2 }), jump, (from, perDay, odd, by) => {
        const values = even(from, perDay).map((each) => (odd.includes(each.day) ? { ...each, value: each.value + by } : each))
        expect(near(trendOf(values)?.perDay, perDay)).toBe(true)
      }),
    )
  })

  test('lies inside its interval, which is the same on any level and grows with the unit', () => {
    const noise = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: DAYS, maxLength: DAYS })
    holds(
      fc.property(growth, noise, fc.constantFrom(2, 1_024), (perDay, off, factor) => {
        const values = even(0.4, perDay).map((each, index) => ({ ...each, value: each.value + (off[index] as number) }))
        const trend = trendOf(values) as NonNullable<ReturnType<typeof trendOf>>
        expect(trend.perDayLow).toBeLessThanOrEqual(trend.perDay)
        expect(trend.perDay).toBeLessThanOrEqual(trend.perDayHigh)
        const grown = trendOf(values.map((each) => ({ ...each, value: each.value * factor })))
        expect(Math.abs((grown?.perDay ?? 0) / factor - trend.perDay)).toBeLessThan(1e-6)
      }),
    )
  })

  test('says days within the soonest and the latest, or why there are none', () => {
    const noisy = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 0, maxLength: DAYS })
    holds(
      fc.property(noisy, (noise) => {
        const values = noise.map((value, index) => ({ day: index, value }))
        const forecast = forecastOf({ values, limit: 1 })
        const { soonestDays, days, latestDays } = forecast.kind === 'fills' ? forecast : { soonestDays: 0, days: 0, latestDays: 0 }
        expect([soonestDays, days, latestDays]).toEqual([soonestDays, days, latestDays].toSorted((a, b) => a - b))
        expect(soonestDays).toBeGreaterThanOrEqual(0)
        expect(forecast.kind === 'fills' || forecast.reason !== 'no_limit').toBe(true)
      }),
    )
  })
})
