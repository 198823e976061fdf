import { expect, test } from 'vitest'
import { HOUR_MS, instant, later, toDate, toIso } from './time.ts'

test('an instant written with an offset is the same instant in UTC', () => {
  expect(toIso(instant('2026-03-29T03:30:00+02:00'))).toBe('2026-03-29T01:30:00.000Z')
})

test('an hour later is an hour later across a change of clocks, since instants know no zone', () => {
  const before = instant('2026-03-29T00:30:00Z')
  expect(toIso(later(before, HOUR_MS))).toBe('2026-03-29T01:30:00.000Z')
  expect(toIso(later(before, -HOUR_MS))).toBe('2026-03-28T23:30:00.000Z')
})

test('what is no instant is refused at the edge instead of becoming NaN inside', () => {
  expect(() => instant('tomorrow')).toThrow(RangeError)
  expect(() => instant(Number.NaN)).toThrow(RangeError)
})

test('the Date for a driver is the same instant', () => {
  const at = instant('2026-11-21T10:00:00.123Z')
  expect(instant(toDate(at))).toBe(at)
})
