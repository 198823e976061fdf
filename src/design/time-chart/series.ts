/** What a chart of courses over time is given. */
import type { Unit } from '../time/format.ts'

export interface Series {
  readonly name: string
  /** As long as `times`; null where nothing was measured. */
  readonly values: readonly (number | null)[]
}

export interface TimeChartProps {
  readonly title: string
  readonly unit: Unit
  /** What each point is, for example "mean of 15 s". */
  readonly aggregation: string
  /** Milliseconds, ascending, equal steps. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly threshold?: { readonly value: number; readonly words: string } | null
  readonly max?: number
  readonly sync?: string
}
