/**
 * What is taken and what is not, each with the reason. Limits that others have proved are theirs, so that whoever sends to them can
 * send to us: 10 minutes ahead is Prometheus' own, lengths are those of Grafana Mimir and VictoriaMetrics, rounded up.
 */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { KEEP_DAYS } from './resolution.ts'

/** A clock may be wrong by minutes; a sample from next week would hold its series' last value until then. */
const AHEAD_MAX_MS = 10 * MINUTE_MS
/** A day less than what is kept, so that nothing is taken that is dropped within the hour. */
const BEHIND_MAX_MS = (KEEP_DAYS - 1) * DAY_MS

export const NAME_BYTES_MAX = 1_024
export const VALUE_BYTES_MAX = 4_096
export const LABELS_MAX = 64

/** Two hundred hosts with 500 series each; every one costs about 700 bytes of memory here. */
export const SERIES_PER_ENVIRONMENT_MAX = 100_000
/** Of all environments on one node: some 140 MB. */
export const SERIES_PER_NODE_MAX = 200_000
/** A series without a sample for this long no longer counts. */
export const SERIES_IDLE_MS = HOUR_MS

/** Samples of one environment on one node. */
export const SAMPLE_QUOTA = {
  /** A year of 20,000 series at 15 s can be sent again in less than a day; the processors of a small host bear twice as much. */
  perSecond: 200_000,
  /** What may come at once after a pause, such as a client that catches up. */
  atOnce: 2_000_000,
}
/** Senders send 500 to 10,000; more at once would hold up everybody else. Below 2^16, see `record.ts`. */
export const SAMPLES_PER_REQUEST_MAX = 50_000

/** Why samples of a request were not taken while others were. In the order in which they are told. */
export const REFUSALS = [
  'unassigned',
  'too_many_series',
  'no_metric_name',
  'label_invalid',
  'label_repeated',
  'too_many_labels',
  'label_too_long',
  'too_old',
  'in_future',
  'histogram',
  'line_empty',
  'line_unreadable',
  'no_value',
  'temporality_unknown',
  'histogram_invalid',
  'span_ids_invalid',
  'event_unreadable',
  'event_repeated',
  'attachment',
  'feedback',
  'item_unknown',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** The instants between which samples are taken, both inclusive. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

/** The window of a request that arrived at `now`. */
export function windowAt(now: Instant): Window {
  return { fromMs: later(now, -BEHIND_MAX_MS), toMs: later(now, AHEAD_MAX_MS) }
}
