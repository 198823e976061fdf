import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { Quota, Quotas } from './quota.ts'

const NOW = instant('2026-11-22T10:00:00Z')

test('the quota lets a burst through, then as many as it says', () => {
  const quota = new Quota({ perSecond: 200, atOnce: 2_000 })
  expect(quota.take(2_000, NOW)).toBe(0)
  expect(quota.take(1, NOW)).toBe(1)
  expect(quota.take(400, NOW)).toBe(2)
  expect(quota.take(200, later(NOW, SECOND_MS))).toBe(0)
  expect(quota.take(1, later(NOW, -MINUTE_MS))).toBeGreaterThan(0)
})

test('what one environment sends takes nothing from another', () => {
  const quotas = new Quotas({ perSecond: 200, atOnce: 2_000 })
  expect(quotas.take('a', 2_000, NOW)).toBe(0)
  expect(quotas.take('a', 200, NOW)).toBe(1)
  expect(quotas.take('b', 2_000, NOW)).toBe(0)
})

test('of a request for several environments nothing counts while one of them has to wait', () => {
  const quotas = new Quotas({ perSecond: 200, atOnce: 2_000 })
  expect(quotas.take('full', 2_000, NOW)).toBe(0)
  const both = [
    { environmentId: 'empty', items: 2_000 },
    { environmentId: 'full', items: 400 },
  ]
  expect(quotas.takeTogether(both, NOW)).toBe(2)
  expect(quotas.take('empty', 2_000, NOW)).toBe(0)
  expect(quotas.takeTogether(both, later(NOW, 10 * SECOND_MS))).toBe(0)
  expect(quotas.takeTogether([], NOW)).toBe(0)
})
