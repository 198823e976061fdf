/** What an evaluation over ClickHouse stands on, and what its selectors found there. */
import type { Platform } from '#platform/platform.ts'
import type { Conditions } from '#features/telemetry/public.ts'
import type { LabelList } from '../domain/labels.ts'
import type { Budget } from './engine/budget.ts'
import type { SeriesNumber } from './series-number.ts'

/** A series of an evaluation. */
export interface FoundSeries {
  readonly labels: LabelList
}

/** Series by the number under which their samples are kept. */
export type FoundBook = ReadonlyMap<SeriesNumber, FoundSeries>

/** What a selector finds. */
export interface Selected {
  readonly conditions: Conditions
  readonly book: FoundBook
}

export interface StoredNeeds {
  readonly clickhouse: Platform['clickhouse']
  readonly budget: Budget
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
}
