import { expect, test } from 'vitest'
import { judgeSkew, skewOf, SKEW_STOP_MS, SKEW_WARN_MS } from './clock-skew.ts'

test.each([
  [0, 'in_step', true],
  [SKEW_WARN_MS, 'in_step', true],
  [-SKEW_WARN_MS - 1, 'slightly_off', true],
  [SKEW_STOP_MS, 'slightly_off', true],
  [SKEW_STOP_MS + 1, 'too_far_off', false],
  [-60_000, 'too_far_off', false],
])('a clock that is %i ms off is %s', (skewMs, reason, work) => {
  expect(judgeSkew(skewMs)).toEqual({ work, reason })
})

test.each([
  ['in between, however long it took', { asked: 1_000, theirs: 1_100, heard: 15_000 }, 0],
  ['at the very moment of asking', { asked: 1_000, theirs: 1_000, heard: 1_001 }, 0],
  ['before it was asked: this node is ahead', { asked: 61_000, theirs: 1_000, heard: 61_400 }, 60_000],
  ['after it was heard: this node is behind', { asked: 1_000, theirs: 61_400, heard: 1_400 }, -60_000],
])('the answer of a clock that was made %s', (_when, told, skewMs) => {
  expect(skewOf(told)).toBe(skewMs)
})
