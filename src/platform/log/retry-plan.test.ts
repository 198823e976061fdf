import { describe, expect, test } from 'vitest'
import { HOUR_MS, instant } from '#kit/time.ts'
import { planRetry, RETRIES_MAX } from './retry-plan.ts'

const now = instant('2026-03-01T09:00:00Z')
const waitMs = (attempts: number) => {
  const { retryAt } = planRetry({ attempts, error: new Error('no'), now })
  return retryAt === null ? null : retryAt - now
}

describe('a parked event', () => {
  test('is tried after five seconds, then each time after twice as long, never after more than an hour', () => {
    expect([1, 2, 3, 4, RETRIES_MAX].map(waitMs)).toEqual([5_000, 10_000, 20_000, 40_000, 2_560_000])
    expect(Math.max(...Array.from({ length: RETRIES_MAX }, (_, n) => waitMs(n + 1) ?? 0))).toBeLessThanOrEqual(HOUR_MS)
  })

  test('is left to people after the last try', () => {
    expect(waitMs(RETRIES_MAX + 1)).toBeNull()
  })

  test('keeps what went wrong, cut to a length that fits a page', () => {
    expect(planRetry({ attempts: 1, error: 'x'.repeat(10_000), now }).error).toHaveLength(2_000)
  })
})
