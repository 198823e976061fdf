/** A series is one metric with one set of labels in one environment. */
import { HOUR_MS, type Instant } from '#kit/time.ts'
import { LABELS_MAX, NAME_BYTES_MAX, VALUE_BYTES_MAX, type Refusal } from './limits.ts'

/** How often a series is announced while samples come; so a series may have been measured this much later than it was announced. */
export const ANNOUNCE_EVERY_MS = HOUR_MS

/** Names and values; what tells one series of a metric from another. */
export type Labels = Readonly<Record<string, string>>

/** A series without its environment. */
export interface Identity {
  readonly metric: string
  /** Name, value, name, value …, by name; without the metric's name and without empty values. */
  readonly labels: readonly string[]
}

/** One measured value with its series spelt out. */
export interface Point {
  readonly metric: string
  readonly labels: Labels
  /** Samples are stored to the second. */
  readonly at: Instant
  /** `ended`: the series has no value any more, which is kept as the stale marker of Prometheus. */
  readonly value: number | 'ended'
}

/** What the program itself measured in one environment at one moment. */
export interface Collection {
  /** UUID of the environment. */
  readonly environmentId: string
  readonly at: Instant
  readonly points: readonly Omit<Point, 'at'>[]
}

/** The label that holds a metric's name on the wire of Prometheus. */
const METRIC_LABEL = '__name__'

/**
 * The series that labels as they came (name, value, name, value …, in any order) stand for, or why they stand for none. A label
 * with an empty value is the same as none, as for Prometheus.
 */
export function identify(texts: readonly string[]): Identity | Refusal {
  const pairs: [string, string][] = []
  for (let at = 0; at < texts.length; at += 2) pairs.push([texts[at] as string, texts[at + 1] as string])
  if (pairs.some(([name]) => name === '')) return 'label_invalid'
  if (pairs.some(([name, value]) => isLong(name, NAME_BYTES_MAX) || isLong(value, VALUE_BYTES_MAX))) return 'label_too_long'
  if (pairs.length > LABELS_MAX) return 'too_many_labels'
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (sorted.some(([name], index) => name === sorted[index + 1]?.[0])) return 'label_repeated'
  const metric = sorted.find(([name]) => name === METRIC_LABEL)?.[1] ?? ''
  if (metric === '') return 'no_metric_name'
  if (isLong(metric, NAME_BYTES_MAX)) return 'label_too_long'
  return { metric, labels: sorted.filter(([name, value]) => name !== METRIC_LABEL && value !== '').flat() }
}

/** A character takes at most three bytes of UTF-8, so most texts need not be encoded to be measured. */
function isLong(text: string, bytesMax: number): boolean {
  return text.length * 3 > bytesMax && new TextEncoder().encode(text).length > bytesMax
}

/** The labels of a series by name. */
export function labelsOf({ labels }: Identity): Labels {
  const named: Record<string, string> = {}
  for (let at = 0; at < labels.length; at += 2) named[labels[at] as string] = labels[at + 1] as string
  return named
}

/** The same text for the same series in the same environment; two series never share one. */
export function seriesKey(environmentId: string, { metric, labels }: Identity): string {
  const pairs = Array.from({ length: labels.length / 2 }, (_, index) => labels.slice(2 * index, 2 * index + 2))
  return JSON.stringify([environmentId, metric, pairs])
}

/** Rows by the series they belong to, each list in the order given. */
export function bySeries<R extends { readonly series: bigint }>(rows: readonly R[]): ReadonlyMap<bigint, readonly R[]> {
  const groups = new Map<bigint, R[]>()
  for (const row of rows) {
    const group = groups.get(row.series)
    if (group) group.push(row)
    else groups.set(row.series, [row])
  }
  return groups
}
