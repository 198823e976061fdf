import { expect, test } from 'vitest'
import { measured, thinned } from './known.ts'

const metric = { kind: 'metric', metric: 'queue', labels: {} } as const
const requests = { kind: 'requests', measure: 'p95', service: '', operation: '', overMs: 300_000 } as const

test('a value is told with its limit, as a share where it is one', () => {
  const at = (source: Parameters<typeof measured>[0]['source'], value: number | null, limit: number) =>
    measured({ source, value, condition: { limit } })
  expect(at(metric, 97, 80)).toEqual({ value: 97, limit: 80, unit: 'number' })
  expect(at(metric, 0.97, 0.8)).toEqual({ value: 0.97, limit: 0.8, unit: 'share' })
  expect(at(metric, 1.5, 1)).toMatchObject({ unit: 'number' })
  expect(at(requests, 0.9, 1)).toMatchObject({ unit: 'number' })
  expect(at({ ...requests, measure: 'error_share' }, 2, 1)).toMatchObject({ unit: 'share' })
  expect(at(metric, null, 80)).toBeNull()
  expect(at({ kind: 'check', checkId: null }, 1, 0)).toBeNull()
  expect(at({ kind: 'promql', expression: 'up == 0', whenAnswered: true }, 0, 0)).toBeNull()
})

test('a course becomes the worst of each stretch, and gaps stay out', () => {
  const above = { worst: Math.max, count: 3 }
  expect(thinned([1, 5, null, null, 2, 3], above)).toEqual([5, 3])
  expect(thinned([1, 5, 4, 2, 2, 3], { worst: Math.min, count: 3 })).toEqual([1, 2, 2])
  expect(thinned([1, 2], above)).toEqual([1, 2])
  expect(thinned([], above)).toEqual([])
  expect(
    thinned(
      Array.from({ length: 241 }, (_, index) => index),
      { worst: Math.max, count: 24 },
    ),
  ).toHaveLength(22)
})
