import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { judgeOverload } from './overload.ts'

const NOW = instant('2026-11-21T10:00:00Z')
const busy = { above: 0.8, forMs: 15 * MINUTE_MS }
const minutes = (count: number, value: number, endingAt = NOW) =>
  Array.from({ length: count }, (_, index) => ({ at: later(endingAt, (index - count) * MINUTE_MS), min: value, last: value }))

test('fifteen minutes above the threshold are an overload, with its beginning', () => {
  expect(judgeOverload(minutes(20, 0.9), busy, NOW)).toEqual({
    overloaded: true,
    reason: 'above_for_duration',
    since: later(NOW, -20 * MINUTE_MS),
    value: 0.9,
  })
})

test.each([
  ['fourteen minutes are not long enough', minutes(14, 0.9), 'not_long_enough'],
  ['exactly at the threshold is not above it', minutes(30, 0.8), 'below'],
  [
    'a dip a minute ago starts the time anew',
    [...minutes(20, 0.9, later(NOW, -MINUTE_MS)), { at: later(NOW, -MINUTE_MS), min: 0.1, last: 0.9 }],
    'not_long_enough',
  ],
  ['figures that ended ten minutes ago say nothing of now', minutes(30, 0.9, later(NOW, -10 * MINUTE_MS)), 'no_recent_figure'],
  ['no figures at all say nothing', [], 'no_recent_figure'],
])('%s', (_, given, reason) => {
  expect(judgeOverload(given, busy, NOW)).toEqual({ overloaded: false, reason })
})

test('a full disk counts at once', () => {
  expect(judgeOverload(minutes(1, 0.81), { above: 0.8, forMs: 0 }, NOW).overloaded).toBe(true)
})
