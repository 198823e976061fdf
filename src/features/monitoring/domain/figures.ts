/**
 * From two readings to points. What cannot be said from them (no requests, no memory figure on this system, a clock that stood
 * still) gives no point, and a gap in the chart: a gap is true, a zero would not be.
 */
import type { DeviceBytes, HostState, HttpState, Reading } from './reading.ts'
import { bucketsBetween, quantileOf } from './latency.ts'
import { increase, increaseOfDevices, increaseOfProcesses, share } from './rates.ts'
import type { Labels, Point } from './series.ts'

/** Points of the time between two readings of the same host; empty when no time has passed. */
export function pointsBetween(before: Reading, now: Reading): readonly Point[] {
  const seconds = (now.at - before.at) / 1_000
  if (seconds <= 0) return []
  const host = { 'host.name': now.host.hostName }
  const points = [...levels(now.host), ...rates(before.host, now.host, seconds), ...answers(before.http, now.http, seconds)]
  return points.flatMap(({ metric, labels, value }) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ metric, labels: { ...host, ...labels }, value }],
  )
}

interface Finding {
  readonly metric: string
  readonly labels: Labels
  readonly value: number | undefined
}

const finding = (metric: string, value: number | undefined, labels: Labels = {}): Finding => ({ metric, labels, value })

function levels(host: HostState): readonly Finding[] {
  const { memory } = host
  return [
    finding('system.memory.utilization', memory && share(memory.totalBytes - memory.availableBytes, memory.totalBytes)),
    finding('system.cpu.load_average.1m', host.loadAverage1m),
    ...host.fileSystems.map(({ mountPoint, usedBytes, availableBytes }) =>
      finding('system.filesystem.utilization', share(usedBytes, usedBytes + availableBytes), {
        'system.filesystem.mountpoint': mountPoint,
      }),
    ),
    ...host.processGroups.map(({ name, memoryBytes }) => finding('process.memory.usage', memoryBytes, { 'process.group': name })),
  ]
}

function rates(before: HostState, now: HostState, seconds: number): readonly Finding[] {
  const busy = increase(before.processor.busySeconds, now.processor.busySeconds)
  const total = increase(before.processor.totalSeconds, now.processor.totalSeconds)
  return [
    finding('system.cpu.utilization', share(busy, total)),
    ...traffic(NETWORK, { before: before.networks, now: now.networks, seconds }),
    ...traffic(DISK, { before: before.disks, now: now.disks, seconds }),
    ...now.processGroups.map((group) => {
      const was = before.processGroups.find(({ name }) => name === group.name)
      const used = was && increaseOfProcesses(was.processes, group.processes)
      return finding('process.cpu.utilization', used && share(used, seconds * now.processorCount), { 'process.group': group.name })
    }),
  ]
}

const NETWORK = { metric: 'system.network.io.rate', label: 'network.io.direction', in: 'receive', out: 'transmit' } as const
const DISK = { metric: 'system.disk.io.rate', label: 'disk.io.direction', in: 'read', out: 'write' } as const

interface Passage {
  readonly before: readonly DeviceBytes[]
  readonly now: readonly DeviceBytes[]
  readonly seconds: number
}

function traffic(kind: typeof NETWORK | typeof DISK, { before, now, seconds }: Passage): readonly Finding[] {
  if (now.length === 0) return []
  const { inBytes, outBytes } = increaseOfDevices(before, now)
  return [
    finding(kind.metric, inBytes / seconds, { [kind.label]: kind.in }),
    finding(kind.metric, outBytes / seconds, { [kind.label]: kind.out }),
  ]
}

function answers(before: HttpState, now: HttpState, seconds: number): readonly Finding[] {
  const buckets = bucketsBetween(before.buckets, now.buckets)
  return [
    finding('http.server.request.rate', increase(before.requests, now.requests) / seconds),
    finding('http.server.error.rate', increase(before.errors, now.errors) / seconds),
    finding('http.server.request.duration', quantileOf(buckets, 0.5), { quantile: '0.5' }),
    finding('http.server.request.duration', quantileOf(buckets, 0.95), { quantile: '0.95' }),
  ]
}
