/** Quantiles of classic histograms: series that differ by `le` only are the buckets of one. */
import { drop, keyOf, labelOf, type LabelList } from '../../domain/labels.ts'
import { bucketQuantile, type Bucket } from '../../domain/quantile.ts'
import { METRIC_NAME } from '../../domain/syntax.ts'
import { emptySeries, isPresent, type VectorSeries } from '../../domain/values.ts'
import type { Budget } from './budget.ts'

const NOT_OF_HISTOGRAM: ReadonlySet<string> = new Set(['le', METRIC_NAME])

interface Histogram {
  readonly labels: LabelList
  readonly buckets: { readonly bound: number; readonly series: VectorSeries }[]
}

/** Series without a bound that is a number are passed over. */
export async function histogramQuantile(
  budget: Budget,
  q: Float64Array,
  series: readonly VectorSeries[],
): Promise<readonly VectorSeries[]> {
  const histograms = new Map<string, Histogram>()
  for (const each of series) {
    const bound = boundOf(labelOf(each.labels, 'le'))
    if (bound === undefined) continue
    const labels = drop(each.labels, NOT_OF_HISTOGRAM)
    const key = keyOf(labels)
    const histogram = histograms.get(key) ?? { labels, buckets: [] }
    histogram.buckets.push({ bound, series: each })
    histograms.set(key, histogram)
  }
  const results: VectorSeries[] = []
  for (const histogram of histograms.values()) {
    await budget.breathe()
    results.push(quantilesOf(histogram, q))
  }
  return results.filter(isPresent)
}

function boundOf(text: string): number | undefined {
  if (/^[+]?inf(?:inity)?$/i.test(text)) return Infinity
  if (/^-inf(?:inity)?$/i.test(text)) return -Infinity
  const bound = text.trim() === text && text !== '' ? Number(text) : NaN
  return Number.isNaN(bound) ? undefined : bound
}

function quantilesOf({ labels, buckets }: Histogram, q: Float64Array): VectorSeries {
  const result = emptySeries(labels, q.length)
  for (let step = 0; step < q.length; step++) {
    const there: Bucket[] = []
    for (const { bound, series } of buckets) if (series.has[step]) there.push({ bound, count: series.values[step] as number })
    if (there.length === 0) continue
    result.has[step] = 1
    result.values[step] = bucketQuantile(q[step] as number, there)
  }
  return result
}
