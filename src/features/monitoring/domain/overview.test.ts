import { describe, expect, test } from 'vitest'
import { HOUR_MS, instant, MINUTE_MS, toIso } from '#kit/time.ts'
import { cpu, disk, pool } from './capacity-signals.ts'
import { cellsIn, signalsOf, stretchesAt } from './overview.ts'
import { errorRate, responseTime, traffic, type Cell, type SpanCell, type Told } from './request-signals.ts'

const AT = 1_790_000_100
const cell = (metric: string, of: Partial<Cell> = {}): Cell => ({
  metric,
  by: ['', '', ''],
  at: AT,
  risen: 0,
  high: 0,
  highest: {},
  low: 0,
  ...of,
})

function told(cells: readonly Cell[], spans: readonly SpanCell[] = []): Told {
  const metrics = new Map<string, Map<number, Cell[]>>()
  for (const one of cells) {
    const times = metrics.get(one.metric) ?? new Map<number, Cell[]>()
    metrics.set(one.metric, times.set(one.at, [...(times.get(one.at) ?? []), one]))
  }
  return { cells: metrics, spans }
}

const buckets = (metric: string, counts: Readonly<Record<string, number>>, status = '2'): readonly Cell[] =>
  Object.entries(counts).map(([le, risen]) => cell(`${metric}_bucket`, { by: [le, status, ''], risen }))
const span = (of: Partial<SpanCell> = {}): SpanCell => ({ what: 'request', at: AT, upToSeconds: 0.5, count: 10, failed: 0, ...of })

describe('the time of requests', () => {
  test('is that of the histogram whose name is the newest convention', () => {
    const both = [
      ...buckets('http.server.duration', { '100': 9, '+Inf': 9 }),
      ...buckets('http.server.request.duration', { '2': 9, '+Inf': 9 }),
    ]
    const source = responseTime(told(both, [span()]))
    expect([source.basis, source.metric]).toEqual(['request_histogram', 'http.server.request.duration_bucket'])
    expect(source.over([AT])).toEqual({ value: expect.closeTo(1.9, 9), volume: 9 })
  })

  test('of milliseconds is told in seconds', () => {
    expect(responseTime(told(buckets('http.server.duration', { '1000': 20, '+Inf': 20 }))).over([AT]).value).toBeCloseTo(0.95)
  })

  test('is that of traces where no metric says it', () => {
    const source = responseTime(told([], [span({ upToSeconds: 0.1, count: 90 }), span({ upToSeconds: 4, count: 10 })]))
    expect(source.basis).toBe('traces_only')
    expect(source.over([AT])).toMatchObject({ volume: 100 })
    expect(source.over([AT]).value).toBeGreaterThan(2)
  })

  test('is not known where nothing arrives, nor of a time in which nothing did', () => {
    expect(responseTime(told([])).basis).toBe('nothing_arrives')
    expect(responseTime(told(buckets('http.server.request.duration', { '+Inf': 9 }))).over([AT + 300]).value).toBeUndefined()
  })
})

describe('the share of failures', () => {
  const counted = (status: string, risen: number) => cell('http_requests_total', { by: ['', status, ''], risen })

  test('counts what failed because of the server', () => {
    expect(errorRate(told([counted('2', 90), counted('4', 6), counted('5', 4)])).over([AT])).toEqual({ value: 0.04, volume: 4 })
  })

  test('is asked of traces where no counter tells how requests ended, which still says how many there were', () => {
    const untold = told([counted('', 300)], [span({ count: 8, failed: 2 })])
    expect(errorRate(untold)).toMatchObject({ basis: 'traces_only' })
    expect(errorRate(untold).over([AT])).toEqual({ value: 0.25, volume: 2 })
    expect(traffic(untold)).toMatchObject({ basis: 'request_counter' })
    expect(traffic(untold).over([AT])).toEqual({ value: 1 })
  })

  test('is not known of a time without requests', () => {
    expect(errorRate(told([counted('2', 0)])).over([AT]).value).toBeUndefined()
  })
})

describe('what is used up', () => {
  test('is told of the disk that has least left', () => {
    const disks = [
      cell('system.filesystem.utilization', { high: 0.93, highest: { 'host.name': 'shop-1', 'system.filesystem.mountpoint': '/data' } }),
      cell('system.filesystem.utilization', { by: ['', '', 'free'], high: 0.99 }),
    ]
    expect(disk(told(disks)).over([AT])).toEqual({ value: 0.93, part: '/data · shop-1' })
  })

  test('is what is not idle, where a collector tells each state', () => {
    const states = [
      cell('system.cpu.utilization', { by: ['', '', 'idle'], low: 0.25 }),
      cell('system.cpu.utilization', { by: ['', '', 'user'], high: 0.7 }),
    ]
    expect(cpu(told(states)).over([AT]).value).toBe(0.75)
  })

  test('is what was said last', () => {
    const later = [cell('system.cpu.utilization', { high: 0.9 }), cell('system.cpu.utilization', { at: AT + 300, high: 0.2 })]
    expect(cpu(told(later)).over([AT, AT + 300]).value).toBe(0.2)
  })

  test('of a pool is who waits, and where nobody counts them how many connections are taken', () => {
    const waiting = cell('hikaricp_connections_pending', { high: 3 })
    const taken = cell('postgresql.connection.utilization', { high: 0.7 })
    expect(pool(told([waiting, taken]))).toMatchObject({ countsWaiting: true, metric: 'hikaricp_connections_pending' })
    expect(pool(told([taken]))).toMatchObject({ countsWaiting: false, metric: 'postgresql.connection.utilization' })
    expect(signalsOf(told([taken])).find(({ signal }) => signal === 'pool')?.unit).toBe('1')
  })
})

describe('times that are compared', () => {
  const now = instant('2026-11-22T10:02:00Z')

  test('end with the five minutes that run, which a chart reaches back from for six hours', () => {
    const { course, now: latest, yesterday } = stretchesAt(now, null)
    expect([course, latest, yesterday].map(({ from, to }) => `${toIso(from)} ${toIso(to)}`)).toEqual([
      '2026-11-22T04:05:00.000Z 2026-11-22T10:05:00.000Z',
      '2026-11-22T09:50:00.000Z 2026-11-22T10:05:00.000Z',
      '2026-11-21T09:50:00.000Z 2026-11-21T10:05:00.000Z',
    ])
    expect(cellsIn(course)).toHaveLength(72)
  })

  test('before a release are the quarter of an hour before it, and none while it is younger than that', () => {
    const before = stretchesAt(now, instant(now - 2 * HOUR_MS)).beforeRelease
    expect(before && `${toIso(before.from)} ${toIso(before.to)}`).toBe('2026-11-22T07:45:00.000Z 2026-11-22T08:00:00.000Z')
    expect(stretchesAt(now, instant(now - 5 * MINUTE_MS)).beforeRelease).toBeNull()
  })
})
