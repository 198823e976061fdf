/** What is measured, before telemetry keeps it: a series is one metric with one set of labels in one environment. */
import type { Instant } from '#kit/time.ts'

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
