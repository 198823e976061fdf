/** A series is one metric with one set of labels in one environment. */
import { HOUR_MS, type Instant } from '#kit/time.ts'

/** How often a series is announced while samples come; so a series may have been measured this much later than it was announced. */
export const ANNOUNCE_EVERY_MS = HOUR_MS

/** Names and values; what tells one series of a metric from another. */
export type Labels = Readonly<Record<string, string>>

/** One measured value, not yet placed in an environment. */
export interface Point {
  readonly metric: string
  readonly labels: Labels
  readonly value: number
}

/** Points of one moment in one environment; what the collector makes and the store takes. */
export interface Collection {
  /** UUID of the environment. */
  readonly environmentId: string
  /** Whole seconds: samples are stored to the second. */
  readonly at: Instant
  readonly points: readonly Point[]
}

/** The same text for the same series, whatever the order of its labels; two series never share one. */
export function seriesKey(environmentId: string, metric: string, labels: Labels): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([environmentId, metric, sorted])
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
