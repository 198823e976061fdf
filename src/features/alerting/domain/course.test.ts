import { expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { BURN_WINDOWS, burning, changeOver, reachesInMs, type Sample, type Served } from './course.ts'

const START = instant('2026-11-22T03:00:00Z')
const each = (values: readonly number[], everyMs = MINUTE_MS): Sample[] =>
  values.map((value, index) => ({ at: later(START, index * everyMs), value }))

test('a change is a share of where it began, or in units', () => {
  expect(changeOver(each([100, 90, 150]), false)).toBeCloseTo(0.5)
  expect(changeOver(each([100, 90, 150]), true)).toBe(50)
  expect(changeOver(each([0, 5]), false)).toBeUndefined()
  expect(changeOver(each([5]), true)).toBeUndefined()
})

test('a disk that fills by one per cent an hour is full in as many hours as per cent are left', () => {
  const samples = each([0.7, 0.71, 0.72, 0.73, 0.74, 0.75], HOUR_MS)
  expect((reachesInMs(samples, 1) ?? 0) / HOUR_MS).toBeCloseTo(25)
})

test('a forecast says never, now, or nothing where that is so', () => {
  expect(reachesInMs(each([0.7, 0.7, 0.7, 0.7, 0.7]), 1)).toBe(Number.POSITIVE_INFINITY)
  expect(reachesInMs(each([0.9, 0.8, 0.7, 0.6, 0.5]), 1)).toBe(Number.POSITIVE_INFINITY)
  expect(reachesInMs(each([0.9, 0.95, 1, 1, 1]), 1)).toBe(0)
  expect(reachesInMs(each([0.7, 0.8]), 1)).toBeUndefined()
})

const failing =
  (share: number, longestMs = Number.POSITIVE_INFINITY) =>
  (windowMs: number): Served => {
    const failedMs = Math.min(windowMs, longestMs)
    return { requests: windowMs, failed: failedMs * share }
  }

test('a burn rate fires when a long window says it matters and its short one that it goes on', () => {
  expect(burning(0.999, failing(0.02))).toBeGreaterThan(1)
  expect(burning(0.999, failing(0.0005))).toBeLessThan(1)
  expect(burning(0.999, () => ({ requests: 0, failed: 0 }))).toBe(0)
})

test('errors that are over do not fire any more, however bad they were', () => {
  const shorts = new Set(BURN_WINDOWS.map(({ shortMs }) => shortMs))
  expect(burning(0.999, (windowMs) => ({ requests: 1_000, failed: shorts.has(windowMs) ? 0 : 500 }))).toBeLessThanOrEqual(1)
})
