/**
 * What fifty hosts and the fifty shops on them send, the same for everybody who is to be compared: histograms of ten routes, counters
 * of their answers, processor time of eight processors, and gauges; 400 series for each of them.
 */
import { randomFrom } from '#kit/random.ts'

/** A series as it is sent. */
export interface ShopSeries {
  readonly metric: string
  /** By name. */
  readonly labels: Readonly<Record<string, string>>
}

/** All series, and their values one moment after the other. */
export interface ShopRun {
  readonly series: readonly ShopSeries[]
  /** Writes the next value of each series; the same list every time. */
  next(): Float64Array
}

const ROUTES = ['/', '/login', '/cart', '/checkout', '/search', '/item/:id', '/api/orders', '/api/users', '/api/stock', '/health']
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf']
/** Share of the requests that took no longer than each bound. */
const SHARES = [0.08, 0.2, 0.42, 0.63, 0.8, 0.92, 0.97, 0.988, 0.996, 0.9985, 0.9996, 1]
const MODES = ['user', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal', 'nice']
const BUSY = [0.2, 0.08, 0.68, 0.02, 0, 0.02, 0, 0]
const PROCESSORS = 8
const GAUGES = 186

interface Part {
  readonly series: readonly ShopSeries[]
  step(into: Float64Array, at: number): void
}

/** `hosts` of them, sampled `everySeconds`. Deterministic. */
export function shopRun(hosts: number, everySeconds: number): ShopRun {
  const random = randomFrom(7)
  const parts = Array.from({ length: hosts }, (_, host) => partsOf(host, everySeconds, random)).flat()
  const series = parts.flatMap((part) => part.series)
  const values = new Float64Array(series.length)
  const next = () => {
    let at = 0
    for (const part of parts) {
      part.step(values, at)
      at += part.series.length
    }
    return values
  }
  return { series, next }
}

function partsOf(host: number, everySeconds: number, random: () => number): readonly Part[] {
  const base = { env: host % 4 ? 'prod' : 'staging', instance: `shop-${String(host).padStart(4, '0')}:8080`, job: 'shop' }
  return [
    ...ROUTES.map((route, index) => routePart({ ...base, route }, (20 * everySeconds) / (index + 1), random)),
    processorPart(base, everySeconds, random),
    gaugePart(base, random),
  ]
}

function routePart(labels: Readonly<Record<string, string>>, requests: number, random: () => number): Part {
  const counts = new Float64Array(BOUNDS.length)
  const answered = [0, 0, 0]
  const series = [
    ...BOUNDS.map((le) => ({ metric: 'app_http_request_duration_seconds_bucket', labels: { ...labels, le } })),
    ...['2xx', '4xx', '5xx'].map((status) => ({ metric: 'app_http_requests_total', labels: { ...labels, status } })),
  ]
  const step = (into: Float64Array, at: number) => {
    const came = Math.floor(requests * (0.6 + random() * 0.8))
    const slow = random() < 0.01 ? 1.6 : 1
    for (let bound = 0; bound < BOUNDS.length; bound++) {
      counts[bound] = (counts[bound] as number) + Math.floor(came * (SHARES[bound] as number) ** slow)
      into[at + bound] = counts[bound] as number
    }
    const failed = [Math.floor(came * 0.02), random() < 0.1 ? 1 : 0]
    const shares = [Math.max(0, came - (failed[0] as number) - (failed[1] as number)), ...failed]
    for (let status = 0; status < 3; status++) {
      answered[status] = (answered[status] as number) + (shares[status] as number)
      into[at + BOUNDS.length + status] = answered[status] as number
    }
  }
  return { series, step }
}

function processorPart(labels: Readonly<Record<string, string>>, everySeconds: number, random: () => number): Part {
  const series = Array.from({ length: PROCESSORS }, (_, cpu) =>
    MODES.map((mode) => ({ metric: 'host_cpu_seconds_total', labels: { ...labels, cpu: String(cpu), mode } })),
  ).flat()
  const used = Float64Array.from(series, () => Math.round(random() * 1e7) / 100)
  const step = (into: Float64Array, at: number) => {
    for (let index = 0; index < used.length; index++) {
      const busy = BUSY[index % MODES.length] as number
      if (busy > 0) used[index] = Math.round(((used[index] as number) + everySeconds * busy * (0.5 + random())) * 100) / 100
      into[at + index] = used[index] as number
    }
  }
  return { series, step }
}

/** They wander, jump by pages, or stand still. */
function gaugePart(labels: Readonly<Record<string, string>>, random: () => number): Part {
  const series = Array.from({ length: GAUGES }, (_, index) => ({ metric: index === 0 ? 'host_load1' : `host_gauge_${index}`, labels }))
  const values = Float64Array.from(series, () => Math.round(random() * 400) / 100)
  const step = (into: Float64Array, at: number) => {
    for (let index = 0; index < GAUGES; index++) {
      const value = values[index] as number
      if (index % 3 === 0) values[index] = Math.round(Math.max(0, value + (random() - 0.5) * 0.4) * 100) / 100
      else if (index % 3 === 1) values[index] = Math.max(0, value + Math.floor((random() - 0.5) * 20) * 4_096)
      into[at + index] = values[index] as number
    }
  }
  return { series, step }
}
