import { expect, it } from 'vitest'
import type { Course, FiguresMessage } from './client.ts'
import { append, tailOf } from './tail.ts'

const AT = '2026-11-21T10:00:00.000Z'
const series = (labels: Record<string, string>, avg: (number | null)[]) => ({
  environmentId: 'env_1',
  labels,
  min: avg,
  avg,
  max: avg,
  last: avg,
})
const course = (unit: Course['unit'], ...all: Course['series']): Course => ({
  metric: 'm',
  title: 'M',
  unit,
  threshold: null,
  from: AT,
  stepSeconds: 60,
  complete: true,
  series: all,
})
const message = (secondsLater: number, value: number, metric = 'system.network.io.rate'): FiguresMessage => ({
  applicationId: 'app_1',
  environmentId: 'env_1',
  at: new Date(new Date(AT).getTime() + secondsLater * 1_000).toISOString(),
  points: [{ metric, labels: {}, value }],
})

it('adds what goes in to what goes out, and keeps a gap where neither was measured', () => {
  const tail = tailOf(course('By/s', series({ d: 'in' }, [1, null, 3]), series({ d: 'out' }, [10, null, null])), undefined)
  expect(tail.values).toEqual([11, null, 3])
})

it('shows the fullest of several disks', () => {
  expect(tailOf(course('1', series({ m: '/' }, [0.2]), series({ m: '/data' }, [0.9])), undefined).values).toEqual([0.9])
})

it('puts a fresh point into its step', () => {
  const tail = tailOf(course('By/s', series({}, [1, 2, 3])), undefined)
  expect(append(tail, message(130, 7), 'system.network.io.rate', undefined).values).toEqual([1, 2, 7])
})

it('moves on with time and leaves a gap for what it missed', () => {
  const tail = tailOf(course('By/s', series({}, [1, 2, 3])), undefined)
  const moved = append(tail, message(4 * 60, 9), 'system.network.io.rate', undefined)
  expect(moved.values).toEqual([3, null, 9])
  expect(moved.from).toBe(new Date(AT).getTime() + 120_000)
})

it('starts with the first point of an installation that has measured nothing yet', () => {
  const tail = append(tailOf(course('By/s'), undefined), message(130, 7), 'system.network.io.rate', undefined)
  expect(tail.values.filter((value) => value !== null)).toEqual([7])
})

it('stays as it was when a message does not speak of it', () => {
  const tail = tailOf(course('By/s', series({}, [1])), undefined)
  expect(append(tail, message(10, 9, 'other'), 'system.network.io.rate', undefined)).toBe(tail)
})
