import { expect, test } from 'vitest'
import fc from 'fast-check'
import { cumulativeBuckets } from './buckets.ts'
import type { ExponentialPoint } from './messages.ts'

const NO_BUCKETS = { offset: 0, bucketCounts: [] }
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

function aPoint(of: Partial<ExponentialPoint>): ExponentialPoint {
  const { positive = NO_BUCKETS, negative = NO_BUCKETS, zeroCount = 0 } = of
  const count = zeroCount + total(positive.bucketCounts) + total(negative.bucketCounts)
  return { attributes: [], timeUnixNano: 0n, flags: 0, sum: 0, scale: 0, zeroThreshold: 0, positive, negative, zeroCount, count, ...of }
}
const rows = (of: Partial<ExponentialPoint>) => cumulativeBuckets(aPoint(of))?.map(({ bound, count }) => [bound, count])

test('buckets of scale 0 end at powers of two, and the first one says where it begins', () => {
  expect(rows({ positive: { offset: -1, bucketCounts: [2, 0, 3] } })).toEqual([
    [0.5, 0],
    [1, 2],
    [2, 2],
    [4, 5],
    [Infinity, 5],
  ])
})

test('zeros and negative values come before the positive ones', () => {
  const of = { zeroCount: 4, negative: { offset: 0, bucketCounts: [1, 2] }, positive: { offset: 0, bucketCounts: [5] } }
  expect(rows(of)).toEqual([
    [-2, 2],
    [-1, 3],
    [0, 7],
    [2, 12],
    [Infinity, 12],
  ])
})

test('finer buckets are brought to bounds that all senders share', () => {
  const fine = { scale: 3, positive: { offset: 0, bucketCounts: [1, 1, 1, 1, 1, 1, 1, 1] } }
  expect(rows(fine)).toEqual([
    [1, 0],
    [Math.SQRT2, 4],
    [2, 8],
    [Infinity, 8],
  ])
})

test('a count that does not fit the buckets is no histogram, nor is a scale that nobody has', () => {
  expect(rows({ count: 3, positive: { offset: 0, bucketCounts: [1] } })).toBeUndefined()
  expect(rows({ scale: 21, positive: { offset: 0, bucketCounts: [1] } })).toBeUndefined()
})

test('no histogram has no buckets', () => {
  expect(rows({})).toEqual([[Infinity, 0]])
})

test.each([
  ['largest', { scale: 0, positive: { offset: 1_023, bucketCounts: [1] } }, [2 ** 1_023, 0], [Infinity, 1]],
  ['smallest', { scale: 1, positive: { offset: -2_148, bucketCounts: [1, 1] } }, [5e-324, 1], [1e-323, 2], [Infinity, 2]],
  ['smallest below zero', { scale: 1, negative: { offset: -2_148, bucketCounts: [1, 1] } }, [-5e-324, 2], [0, 2], [Infinity, 2]],
] as const)('buckets of the %s numbers that end at the same number are one', (_, of, ...expected) => {
  expect(rows(of)).toEqual(expected)
})

test('whatever comes: ascending bounds that are numbers, counts that never fall and end at the count, few buckets', () => {
  const side = fc.record({
    offset: fc.integer({ min: -2_000_000, max: 2_000_000 }),
    bucketCounts: fc.array(fc.nat({ max: 9 }), { maxLength: 160 }),
  })
  const point = fc.record({ scale: fc.integer({ min: -10, max: 20 }), positive: side, negative: side, zeroCount: fc.nat({ max: 5 }) })
  fc.assert(
    fc.property(point, (of) => {
      const made = cumulativeBuckets(aPoint(of))
      if (made === undefined) return
      expect(made.length).toBeLessThan(260)
      expect(made.at(-1)?.count).toBe(aPoint(of).count)
      for (const [index, { bound, count }] of made.entries()) {
        expect(bound).not.toBeNaN()
        expect(bound).toBeGreaterThan(made[index - 1]?.bound ?? -Infinity)
        expect(count).toBeGreaterThanOrEqual(made[index - 1]?.count ?? 0)
      }
    }),
  )
})
