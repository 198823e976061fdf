import { expect, test } from 'vitest'
import { INTERVAL, withInterval } from './interval.ts'
import { picksOf, writePicks, type Picks } from './picks.ts'
import { readPicks } from './read-picks.ts'
import { unitOf } from './units.ts'

const of = (metric: string, more: Partial<Picks> = {}): Picks => ({ ...picksOf(metric), ...more })

test('what is picked is written as somebody would write it', () => {
  const filters = [
    { label: 'route', match: '=', value: '/cart' },
    { label: 'host.name', match: '!~', value: 'a.*' },
  ] as const
  expect(writePicks(of('up'))).toBe('up')
  expect(writePicks(of('requests_total', { filters, grouping: 'sum', by: ['route', 'host.name'] }))).toBe(
    `sum by (route, "host.name") (rate(requests_total{route="/cart", "host.name"!~"a.*"}[${INTERVAL}]))`,
  )
  expect(writePicks(of('system.cpu.utilization', { picked: 'max_over_time', window: '1h', grouping: 'avg' }))).toBe(
    'avg(max_over_time({"system.cpu.utilization"}[1h]))',
  )
  expect(writePicks(of('http_seconds_bucket', { quantile: 0.99, by: ['route'] }))).toBe(
    `histogram_quantile(0.99, sum by (le, route) (rate(http_seconds_bucket[${INTERVAL}])))`,
  )
})

test('pickers show what somebody wrote by hand, in whatever order and spacing', () => {
  const grouped = of('up', { grouping: 'sum', by: ['job'] })
  for (const text of ['sum by (job) (up)', 'sum(up) by (job)', ' sum  by(job,)( up{ } )', 'sum by (job) ({__name__="up"})'])
    expect(readPicks(text)).toEqual(grouped)
  expect(readPicks('rate(requests_total[1h30m])')).toEqual(of('requests_total', { window: '1h30m' }))
  expect(readPicks('{"system.cpu.utilization", cpu="0"}')?.filters).toEqual([{ label: 'cpu', match: '=', value: '0' }])
})

test('what says more than the pickers is left to the text', () => {
  for (const text of [
    '',
    'up + 1',
    '(up)',
    'up offset 5m',
    'up[5m]',
    'rate(up)',
    'rate(sum(up)[5m])',
    'topk(3, up)',
    'sum without (job) (up)',
    '{job="a"}',
    'up{__name__="down"}',
    '{__name__=~"up.*"}',
    'up{job="\\x41"}',
    "up{job='a'}",
    'up{job="a}',
    'histogram_quantile(0.9, rate(http_seconds_bucket[5m]))',
    'histogram_quantile(2, sum by (le) (rate(http_seconds_bucket[5m])))',
    'histogram_quantile(0.9, sum by (route) (rate(http_seconds_bucket[5m])))',
    'sum by (job) (up) by (job)',
  ])
    expect([text, readPicks(text)]).toEqual([text, null])
})

test('metrics begin with the function that says most of them', () => {
  expect(['up', 'requests_total', 'http_seconds_bucket', 'http_seconds_count'].map((name) => picksOf(name).picked)).toEqual([
    'as_is',
    'rate',
    'percentile',
    'rate',
  ])
})

test('units follow names and what is made of them', () => {
  expect(unitOf(of('http_seconds_bucket'))).toBe('seconds')
  expect(unitOf(of('http_seconds_count'))).toBe('per_second')
  expect(unitOf(of('requests_total', { picked: 'increase' }))).toBe('number')
  expect(unitOf(of('cpu_seconds_total'))).toBe('ratio')
  expect(unitOf(of('sent_bytes_total'))).toBe('bytes_per_second')
  expect(unitOf(of('system.cpu.utilization'))).toBe('ratio')
  expect(unitOf(of('system.memory.usage'))).toBe('bytes')
  expect(unitOf(of('up', { grouping: 'count' }))).toBe('number')
})

test('the window fits the step and moves no place in the text', () => {
  const text = `rate(requests_total[${INTERVAL}]) / 2`
  expect(withInterval(text, 60)).toBe('rate(requests_total[300s            ]) / 2')
  expect(withInterval(text, 3_600)).toHaveLength(text.length)
  expect(withInterval(text, 3_600)).toContain('[3600s ')
})
