import { expect, test } from 'vitest'
import { judgeSkew, SKEW_STOP_MS, SKEW_WARN_MS } from './clock-skew.ts'

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
