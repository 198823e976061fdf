import { expect, test } from 'vitest'
import { instant, later } from '#kit/time.ts'
import { aHostState } from '../testing.ts'
import { METRICS } from './metrics.ts'
import { pointsBetween } from './figures.ts'
import type { HostState, HttpState, Reading } from './reading.ts'

const AT = instant('2026-11-21T10:00:00Z')
const quiet: HttpState = { requests: 0, errors: 0, buckets: [] }
const before: Reading = { at: AT, host: aHostState(), http: quiet }
const after = (more: Partial<HostState>, http = quiet): Reading => ({ at: later(AT, 5_000), host: aHostState(more), http })
const valueOf = (now: Reading, metric: string, label = ''): number | undefined =>
  pointsBetween(before, now).find((point) => point.metric === metric && (label === '' || Object.values(point.labels).includes(label)))
    ?.value

test('CPU is the share of work in the time between two readings', () => {
  expect(valueOf(after({ processor: { busySeconds: 108, totalSeconds: 1_010 } }), 'system.cpu.utilization')).toBeCloseTo(0.8)
})

test('memory is total less available, disk space as df counts it', () => {
  expect(valueOf(after({}), 'system.memory.utilization')).toBe(0.75)
  expect(valueOf(after({}), 'system.filesystem.utilization', '/')).toBe(0.6)
})

test('traffic is bytes a second by direction', () => {
  const now = after({ networks: [{ device: 'eth0', inBytes: 5_000, outBytes: 10_000 }] })
  expect(valueOf(now, 'system.network.io.rate', 'receive')).toBe(1_000)
  expect(valueOf(now, 'system.network.io.rate', 'transmit')).toBe(2_000)
})

test('our own CPU is a share of the whole host, also when a process is replaced by another with its number', () => {
  const used = (startTicks: number, cpuSeconds: number): number | undefined =>
    valueOf(
      after({ processGroups: [{ name: 'server', processes: [{ pid: 1, startTicks, cpuSeconds }], memoryBytes: 1 }] }),
      'process.cpu.utilization',
      'server',
    )
  expect(used(1, 11)).toBeCloseTo(0.1)
  expect(used(2, 1)).toBeCloseTo(0.1)
})

test('what cannot be known leaves a gap, not a zero', () => {
  const now = after({ memory: undefined, loadAverage1m: undefined, disks: [], processGroups: [] })
  const measured = new Set(pointsBetween(before, now).map(({ metric }) => metric))
  for (const absent of ['system.memory.utilization', 'system.cpu.load_average.1m', 'system.disk.io.rate', 'process.memory.usage'])
    expect(measured).not.toContain(absent)
  expect(measured).not.toContain('http.server.request.duration')
  expect(measured).not.toContain('system.cpu.utilization')
})

test('two readings of one moment give nothing', () => {
  expect(pointsBetween(before, before)).toEqual([])
})

test('every point has a declared metric and exactly its labels', () => {
  const http = {
    requests: 10,
    errors: 1,
    buckets: [
      { upTo: 0.1, count: 9 },
      { upTo: Infinity, count: 10 },
    ],
  }
  const points = pointsBetween(before, after({ processor: { busySeconds: 101, totalSeconds: 1_010 } }, http))
  expect(new Set(points.map(({ metric }) => metric))).toEqual(new Set(METRICS.map(({ name }) => name)))
  for (const { metric, labels } of points) {
    const declared = METRICS.find(({ name }) => name === metric)
    expect(Object.keys(labels)).toEqual(['host.name', ...(declared?.labels ?? [])])
  }
})
