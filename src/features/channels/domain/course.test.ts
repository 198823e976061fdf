import { expect, test } from 'vitest'
import { coursePath } from './course.ts'
import { CHART_POINTS_MAX } from './message.ts'

test('a course runs from the oldest point to the newest, the highest at the top', () => {
  expect(coursePath([0, 5, 10])).toBe('M0 22L50 12L100 2')
})

test('a course that stays lies in the middle, and one point is no line', () => {
  expect(coursePath([7, 7])).toBe('M0 12L100 12')
  expect(coursePath([7])).toBeNull()
  expect(coursePath([])).toBeNull()
})

test('only as many points are drawn as messages show', () => {
  const path = coursePath(Array.from({ length: 100 }, (_, at) => at))
  expect(path?.match(/[ML]/g)).toHaveLength(CHART_POINTS_MAX)
})
