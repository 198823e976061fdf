/** What expressions give over all steps at once: one value, or none, for each series and step. */
import type { LabelList } from './labels.ts'

/** The moments at which an expression is evaluated; all of them in one go. */
export interface Grid {
  readonly startMs: number
  readonly stepMs: number
  readonly count: number
  /** Asked for as a range, even if it has one step only. */
  readonly isRange?: boolean
}

/** The moment of a step. */
export function momentOf({ startMs, stepMs }: Grid, step: number): number {
  return startMs + step * stepMs
}

/** A series with a value at some steps; `has` is 1 where it has one. */
export interface VectorSeries {
  readonly labels: LabelList
  readonly values: Float64Array
  readonly has: Uint8Array
}

/** A series with its samples, ascending in time, none of them a stale marker. */
export interface SampleSeries {
  readonly labels: LabelList
  /** Milliseconds since 1970. */
  readonly times: Float64Array
  readonly values: Float64Array
}

export type Value =
  | { readonly type: 'scalar'; readonly values: Float64Array }
  | { readonly type: 'vector'; readonly series: readonly VectorSeries[] }
  | { readonly type: 'string'; readonly value: string }

/** A series without values yet. */
export function emptySeries(labels: LabelList, count: number): VectorSeries {
  return { labels, values: new Float64Array(count), has: new Uint8Array(count) }
}

/** Whether a series has a value at any step. */
export function isPresent({ has }: VectorSeries): boolean {
  return has.includes(1)
}
