/** Quantiles of values and of classic histograms, as Prometheus computes them. */

/** NaN of no values; infinite outside 0 to 1. */
export function quantileOf(q: number, values: ArrayLike<number>): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  // NaN is smaller than any number; a typed array would put it last.
  const sorted = Float64Array.from(values).toSorted()
  const numbers = sorted.findLastIndex((value) => !Number.isNaN(value)) + 1
  const missing = sorted.length - numbers
  const at = (rank: number): number => (rank < missing ? NaN : (sorted[rank - missing] as number))
  const rank = q * (sorted.length - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(sorted.length - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return at(lower) * (1 - weight) + at(upper) * weight
}

/** How many observations were at most `bound`. */
export interface Bucket {
  readonly bound: number
  readonly count: number
}

/** By linear interpolation within the bucket that holds the quantile. */
export function bucketQuantile(q: number, buckets: readonly Bucket[]): number {
  if (Number.isNaN(q)) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const whole = rising(buckets.toSorted((a, b) => a.bound - b.bound))
  const last = whole.at(-1)
  if (!last || last.bound !== Infinity || whole.length < 2 || last.count === 0) return NaN
  if (Number.isNaN(last.count)) return NaN
  const rank = q * last.count
  const found = whole.findIndex(({ count }, index) => index === whole.length - 1 || count >= rank)
  const bucket = whole[found] as Bucket
  if (bucket === last) return (whole.at(-2) as Bucket).bound
  const below = whole[found - 1]
  if (!below) return bucket.bound <= 0 ? bucket.bound : bucket.bound * (rank / bucket.count)
  return below.bound + (bucket.bound - below.bound) * ((rank - below.count) / (bucket.count - below.count))
}

/** Buckets of the same bound together, and none with less than those below it: counts are not read at one moment. */
function rising(sorted: readonly Bucket[]): readonly Bucket[] {
  const together: { bound: number; count: number }[] = []
  for (const { bound, count } of sorted) {
    const last = together.at(-1)
    if (last && last.bound === bound) last.count += count
    else together.push({ bound, count })
  }
  let most = -Infinity
  for (const bucket of together) {
    if (bucket.count > most) most = bucket.count
    else if (bucket.count < most) bucket.count = most
  }
  return together
}
