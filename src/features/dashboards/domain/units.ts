/** In what a metric is measured, as far as its name says: neither Prometheus nor the rest of the senders' words are kept. */
import type { Picks } from './picks.ts'

/** `ratio` is a share of 1; `number` is whatever is counted or has no unit. */
export const UNITS = ['number', 'ratio', 'percent', 'seconds', 'milliseconds', 'bytes', 'bytes_per_second', 'per_second'] as const
export type Unit = (typeof UNITS)[number]

const SIGNS: readonly (readonly [RegExp, Unit])[] = [
  [/(?:^|[_.])(?:seconds|duration)$/, 'seconds'],
  [/(?:^|[_.])(?:milliseconds|ms|millis)$/, 'milliseconds'],
  [/(?:^|[_.])network\.io\.rate$|(?:^|[_.])disk\.io\.rate$|bytes_per_second$/, 'bytes_per_second'],
  [/(?:^|[_.])(?:bytes|memory[._]usage|filesystem[._]usage|network[._]io|disk[._]io|size)$/, 'bytes'],
  [/(?:^|[_.])(?:ratio|utilization|utilisation)$/, 'ratio'],
  [/(?:^|[_.])percent(?:age)?$/, 'percent'],
  [/\.rate$|(?:^|[_.])per_second$/, 'per_second'],
]

/** Of the metric's own values. */
export function unitByName(metric: string): Unit {
  const isCount = /_(?:count|bucket)$/.test(metric) && !metric.endsWith('_bytes_count')
  if (isCount) return 'number'
  const bare = metric.replace(/_(?:total|sum)$/, '')
  return SIGNS.find(([sign]) => sign.test(bare))?.[1] ?? 'number'
}

/** Of what the pickers make of it. */
export function unitOf({ metric, picked, grouping }: Picks): Unit {
  if (grouping === 'count') return 'number'
  if (picked === 'percentile') return unitByName(metric.replace(/_bucket$/, ''))
  const unit = unitByName(metric)
  if (picked !== 'rate') return unit
  // Seconds of each second, such as the time of processors, are a share.
  const rates: Partial<Record<Unit, Unit>> = { number: 'per_second', bytes: 'bytes_per_second', seconds: 'ratio' }
  return rates[unit] ?? 'number'
}
