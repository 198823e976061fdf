import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { finestStepSeconds, isLate, rollupFor, rollUpUntil } from './resolution.ts'

const NOW = instant('2026-11-22T10:09:00Z')
const HOUR = instant('2026-11-22T10:00:00Z')

test('a chart of last month is drawn from steps of five minutes, one of last year from steps of an hour', () => {
  expect(finestStepSeconds(later(NOW, -HOUR_MS), NOW)).toBe(1)
  expect(finestStepSeconds(later(NOW, -30 * DAY_MS), NOW)).toBe(300)
  expect(finestStepSeconds(later(NOW, -300 * DAY_MS), NOW)).toBe(3_600)
})

test('steps that no roll-up makes up exactly are read from samples', () => {
  expect(rollupFor({ from: HOUR, stepSeconds: 60 })).toBeUndefined()
  expect(rollupFor({ from: HOUR, stepSeconds: 900 })).toBe(300)
  expect(rollupFor({ from: HOUR, stepSeconds: 7_200 })).toBe(3_600)
  expect(rollupFor({ from: later(HOUR, 10 * MINUTE_MS), stepSeconds: 3_600 })).toBe(300)
  expect(rollupFor({ from: later(HOUR, MINUTE_MS), stepSeconds: 3_600 })).toBeUndefined()
})

test('an hour waits for what is under way, and samples count as late well before it is made', () => {
  const hour = later(HOUR, -HOUR_MS)
  expect(rollUpUntil(NOW)).toBe(hour)
  expect(rollUpUntil(later(HOUR, 10 * MINUTE_MS))).toBe(HOUR)
  expect(isLate(hour, later(HOUR, 4 * MINUTE_MS))).toBe(false)
  expect(isLate(hour, later(HOUR, 5 * MINUTE_MS))).toBe(true)
})
