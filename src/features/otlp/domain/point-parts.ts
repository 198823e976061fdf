/** What one point is made of: a single value, or the series of a classic histogram or summary of Prometheus. */
import { cumulativeBuckets, type Cumulative } from './buckets.ts'
import type { Texts } from './labels.ts'
import type { ExponentialPoint, HistogramPoint, NumberPoint, SummaryPoint } from './messages.ts'

/** One of the series that a point gives a value to. */
export interface Part {
  /** After the name of the metric. */
  readonly suffix: '' | '_bucket' | '_count' | '_sum'
  readonly labels: Texts
  /** `ended`: the series has no value any more. */
  readonly value: number | 'ended'
}

/** Why a point that was sent gives no sample. */
export type Unfit = 'no_value' | 'temporality_unknown' | 'histogram_invalid'

/** Bit 0 of a point's flags. */
const NOTHING_RECORDED = 1
const NONE: Texts = {}

const isEnded = ({ flags }: { readonly flags: number }): boolean => flags % 2 === NOTHING_RECORDED

export function numberParts(point: NumberPoint): readonly Part[] | Unfit {
  const value = isEnded(point) ? 'ended' : (point.asDouble ?? point.asInt)
  return value === undefined ? 'no_value' : [{ suffix: '', labels: NONE, value }]
}

export function histogramParts(point: HistogramPoint): readonly Part[] | Unfit {
  const { explicitBounds: bounds, bucketCounts, count } = point
  const isWhole = bucketCounts.length === 0 || bucketCounts.length === bounds.length + 1
  if (!isWhole && !isEnded(point)) return 'histogram_invalid'
  if (bounds.some((bound, index) => !(bound > (bounds[index - 1] ?? -Infinity)))) return 'histogram_invalid'
  let sum = 0
  const finite = bounds.map((bound, index): Cumulative => ({ bound, count: (sum += bucketCounts[index] ?? 0) }))
  const known = bucketCounts.length > 0 || isEnded(point) ? finite.filter(({ bound }) => Number.isFinite(bound)) : []
  return distribution(point, [...known, { bound: Infinity, count }])
}

/** Where nothing was recorded the bounds are not told, so only what every histogram has is ended. */
export function exponentialParts(point: ExponentialPoint): readonly Part[] | Unfit {
  const buckets = isEnded(point) ? [{ bound: Infinity, count: 0 }] : cumulativeBuckets(point)
  return buckets === undefined ? 'histogram_invalid' : distribution(point, buckets)
}

export function summaryParts(point: SummaryPoint): readonly Part[] | Unfit {
  const ended = isEnded(point)
  const quantiles = point.quantileValues.map(({ quantile, value }): Part => ({
    suffix: '',
    labels: { quantile: numberText(quantile) },
    value: ended ? 'ended' : value,
  }))
  return [...quantiles, ...totals(point)]
}

function distribution(point: HistogramPoint | ExponentialPoint, buckets: readonly Cumulative[]): readonly Part[] {
  const ended = isEnded(point)
  const parts = buckets.map(({ bound, count }): Part => ({
    suffix: '_bucket',
    labels: { le: numberText(bound) },
    value: ended ? 'ended' : count,
  }))
  return [...parts, ...totals(point)]
}

/** A histogram of values that may be negative has no sum. */
function totals(point: HistogramPoint | ExponentialPoint | SummaryPoint): readonly Part[] {
  const ended = isEnded(point)
  const count: Part = { suffix: '_count', labels: NONE, value: ended ? 'ended' : point.count }
  const sum = ended ? 'ended' : point.sum
  return sum === undefined ? [count] : [count, { suffix: '_sum', labels: NONE, value: sum }]
}

/** As Prometheus writes numbers in labels. */
function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'
}
