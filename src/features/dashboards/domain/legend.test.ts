import { expect, test } from 'vitest'
import { namesOf, summaryOf } from './legend.ts'

const series = (...labels: readonly Record<string, string>[]) => labels.map((one) => ({ labels: one }))

test('series are told by the labels in which they differ', () => {
  const expression = { text: 'up', legend: '' }
  expect(namesOf(series({ __name__: 'up', job: 'a', host: 'x' }, { __name__: 'up', job: 'a', host: 'y' }), expression)).toEqual(['x', 'y'])
  expect(namesOf(series({ job: 'a', host: 'x' }, { job: 'b', host: 'y' }, { job: 'b' }), expression)).toEqual([
    'job=a · host=x',
    'job=b · host=y',
    'job=b',
  ])
  expect(namesOf(series({ __name__: 'up', job: 'a' }), expression)).toEqual(['a'])
  expect(namesOf(series({ __name__: 'up' }), expression)).toEqual(['up'])
  expect(namesOf(series({}), { text: 'sum(up)', legend: '' })).toEqual(['sum(up)'])
})

test('a legend names labels; those that a series lacks are left out', () => {
  expect(namesOf(series({ route: '/' }, {}), { text: 'x', legend: 'p95 {{ route }}' })).toEqual(['p95 /', 'p95 '])
})

test('a summary leaves gaps out, and is empty where there is nothing', () => {
  expect(summaryOf([1, null, 5, -3, null])).toEqual({ last: -3, min: -3, max: 5, avg: 1 })
  expect(summaryOf([null])).toEqual({ last: null, min: null, max: null, avg: null })
})
