/** Quantiles of response times from the counts of a histogram. */
import type { HttpState } from './reading.ts'
import { increase } from './rates.ts'

type Buckets = HttpState['buckets']

/** Answers that came between two readings, by time taken; cumulative like the readings themselves. */
export function bucketsBetween(before: Buckets, now: Buckets): Buckets {
  const earlier = new Map(before.map(({ upTo, count }) => [upTo, count]))
  return now.map(({ upTo, count }) => ({ upTo, count: increase(earlier.get(upTo) ?? 0, count) }))
}

/**
 * The time within which the share `q` of answers came, in seconds; linear inside a bucket, as Prometheus' histogram_quantile.
 * In the open last bucket it is the lower bound: slower than that, nobody knows by how much. Undefined without answers.
 */
export function quantileOf(buckets: Buckets, q: number): number | undefined {
  const total = buckets.at(-1)?.count ?? 0
  if (total <= 0) return undefined
  const rank = q * total
  let lower = { upTo: 0, count: 0 }
  for (const bucket of buckets) {
    if (bucket.count >= rank) return within(lower, bucket, rank)
    lower = bucket
  }
  return lower.upTo
}

function within(lower: Buckets[number], bucket: Buckets[number], rank: number): number {
  if (bucket.upTo === Infinity) return lower.upTo
  const inside = bucket.count - lower.count
  return inside > 0 ? lower.upTo + (bucket.upTo - lower.upTo) * ((rank - lower.count) / inside) : lower.upTo
}
