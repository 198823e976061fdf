import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { isToken, reachesOf, stepsOf, timeOf, wordsOf } from './search.ts'
import { bandOf, BANDS, leastOf } from './severity.ts'

const NOW = instant('2026-11-22T10:00:07Z')

describe('words', () => {
  test('are what stands between spaces, each once, and not more than ten', () => {
    expect(wordsOf('  no route  no\torder-4711 ')).toEqual(['no', 'route', 'order-4711'])
    expect(wordsOf('')).toEqual([])
    expect(wordsOf('a b c d e f g h i j k')).toBeUndefined()
  })

  test('of letters and digits are whole words', () => {
    expect(['timeout', 'T42', 'zurück', 'order-4711', 'a.b', '['].map(isToken)).toEqual([true, true, true, false, false, false])
  })
})

describe('time', () => {
  test('is the last hour unless said, with what clocks ahead of ours wrote', () => {
    expect(timeOf({ from: undefined, to: undefined }, NOW)).toEqual({ from: later(NOW, -HOUR_MS), to: later(NOW, 10 * MINUTE_MS) })
  })

  test('is not longer than lines are kept, and has a beginning before its end', () => {
    const ever = { from: instant(0), to: instant('9999-12-31T00:00:00Z') }
    expect(timeOf(ever, NOW)).toEqual({ from: later(NOW, -30 * DAY_MS), to: later(NOW, 10 * MINUTE_MS) })
    expect(timeOf({ from: NOW, to: NOW }, NOW)).toBeUndefined()
    expect(timeOf({ from: undefined, to: later(NOW, -40 * DAY_MS) }, NOW)).toBeUndefined()
  })

  test('is cut into at most 62 whole steps that hold it', () => {
    for (const lengthMs of [SECOND_MS, 15 * MINUTE_MS, HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS]) {
      const from = later(NOW, -lengthMs)
      const steps = stepsOf({ from, to: NOW }, NOW)
      expect(steps.count).toBeLessThanOrEqual(62)
      expect(steps.from % steps.stepMs).toBe(0)
      expect(from - steps.from).toBeLessThan(steps.stepMs)
      expect(steps.from + steps.count * steps.stepMs).toBeGreaterThanOrEqual(NOW)
    }
    expect(stepsOf({ from: later(NOW, -15 * MINUTE_MS), to: NOW }, NOW).stepMs).toBe(15 * SECOND_MS)
    expect(stepsOf({ from: later(NOW, -HOUR_MS - 59 * SECOND_MS), to: NOW }, NOW).stepMs).toBe(MINUTE_MS)
  })

  test('ends now on a chart, though lines may be ahead', () => {
    const { from, to } = timeOf({ from: undefined, to: undefined }, NOW) ?? { from: NOW, to: NOW }
    const steps = stepsOf({ from, to }, NOW)
    expect(steps.from + (steps.count - 1) * steps.stepMs).toBeLessThanOrEqual(NOW)
  })

  test('is looked through ever further, the last time whole', () => {
    expect(reachesOf(2 * HOUR_MS)).toEqual([MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS])
    expect(reachesOf(SECOND_MS)).toEqual([SECOND_MS])
  })
})

test('every number of a severity belongs to a band, which begins with its least', () => {
  expect([0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24].map(bandOf)).toEqual([
    'unknown',
    'trace',
    'trace',
    'debug',
    'debug',
    'info',
    'info',
    'warn',
    'warn',
    'error',
    'error',
    'fatal',
    'fatal',
  ])
  expect(BANDS.map(leastOf)).toEqual([0, 1, 5, 9, 13, 17, 21])
})
