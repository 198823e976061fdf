/**
 * The metrics that Pitcrew measures of its own host and itself. Names follow the OpenTelemetry semantic conventions; where
 * OpenTelemetry keeps a counter that only grows, we keep its rate per second and say so by `.rate`, so that an agent's own
 * counter of the same name never mixes with ours.
 */
import { MINUTE_MS } from '#kit/time.ts'

/** Units as OpenTelemetry writes them (UCUM): a ratio is `1`, bytes are `By`. */
export const UNITS = ['1', 's', 'By', 'By/s', '{thread}', '{request}/s'] as const
export type Unit = (typeof UNITS)[number]

/** A limit of the standard support plan: exceeded when the value stays greater than `above` for `forMs` without a break. */
export interface Threshold {
  readonly above: number
  readonly forMs: number
}

export interface Metric {
  readonly name: string
  readonly title: string
  readonly unit: Unit
  /** Labels beside `host.name` that tell the series of this metric apart. */
  readonly labels: readonly string[]
  readonly threshold: Threshold | undefined
}

/** The standard plan says 80 % for CPU, memory and disk alike; a disk does not empty itself, so it counts at once. */
const BUSY: Threshold = { above: 0.8, forMs: 15 * MINUTE_MS }
const FULL: Threshold = { above: 0.8, forMs: 0 }
const SLOW: Threshold = { above: 3, forMs: 5 * MINUTE_MS }

const metric = (name: string, title: string, unit: Unit, more: { labels?: readonly string[]; threshold?: Threshold } = {}): Metric => ({
  name,
  title,
  unit,
  labels: more.labels ?? [],
  threshold: more.threshold,
})

/** In the order in which they are shown. */
export const METRICS = [
  metric('system.cpu.utilization', 'CPU', '1', { threshold: BUSY }),
  metric('system.memory.utilization', 'Memory', '1', { threshold: BUSY }),
  metric('system.filesystem.utilization', 'Disk space', '1', { labels: ['system.filesystem.mountpoint'], threshold: FULL }),
  metric('system.network.io.rate', 'Network', 'By/s', { labels: ['network.io.direction'] }),
  metric('system.disk.io.rate', 'Disk traffic', 'By/s', { labels: ['disk.io.direction'] }),
  metric('system.cpu.load_average.1m', 'Load', '{thread}'),
  metric('http.server.request.duration', 'Response time', 's', { labels: ['quantile'], threshold: SLOW }),
  metric('http.server.request.rate', 'Requests', '{request}/s'),
  metric('http.server.error.rate', 'Failed requests', '{request}/s'),
  metric('process.cpu.utilization', 'CPU of Pitcrew', '1', { labels: ['process.group'] }),
  metric('process.memory.usage', 'Memory of Pitcrew', 'By', { labels: ['process.group'] }),
] as const satisfies readonly Metric[]

const byName = new Map<string, Metric>(METRICS.map((each) => [each.name, each]))

/** Undefined for a name that nobody measures. */
export const findMetric = (name: string): Metric | undefined => byName.get(name)
