/**
 * Buckets of an exponential histogram as those of a classic one. At scale s the n-th bucket ends at 2^((n + 1) / 2^s), so two
 * neighbours at one scale are one bucket at the next coarser scale, exactly. They are brought to a scale at which all senders
 * have the same bounds, for every bound is a series of its own.
 */
import type { ExponentialPoint } from './messages.ts'

/** Bounds are powers of the square root of two: a quantile read from them is off by a fifth at most. */
const SCALE_MAX = 1
/** More in one histogram are made coarser: from a nanosecond to eight weeks there are 104. */
const BUCKETS_MAX = 128
/** Coarser than this there is one bucket below 1 and one above. */
const SCALE_MIN = -11

/** How many values were at most `bound`, ascending; the last bound is infinite. */
export interface Cumulative {
  readonly bound: number
  readonly count: number
}

interface Side {
  /** Number of the first bucket. */
  readonly first: number
  readonly counts: readonly number[]
}

/** Undefined when the buckets hold another number of values than the point says, or its scale is none. */
export function cumulativeBuckets(point: ExponentialPoint): readonly Cumulative[] | undefined {
  const { positive, negative, scale, zeroCount, zeroThreshold, count } = point
  const sides = [sideOf(negative), sideOf(positive)] as const
  const held = zeroCount + sides.reduce((sum, { counts }) => sum + total(counts), 0)
  if (held !== count || !(scale >= -20 && scale <= 20)) return undefined
  const target = targetScale(scale, sides)
  if (target === undefined) return undefined
  const [below, above] = sides.map((side) => coarser(side, scale - target)) as [Side, Side]
  const bound = (number: number) => 2 ** (number / 2 ** target)
  const rows: Cumulative[] = []
  let sum = 0
  for (let at = below.counts.length - 1; at >= 0; at--)
    rows.push({ bound: -bound(below.first + at), count: (sum += below.counts[at] as number) })
  if (zeroCount > 0 || below.counts.length > 0) rows.push({ bound: zeroThreshold, count: (sum += zeroCount) })
  // Where the first bucket begins, or a quantile inside of it would be sought from zero on.
  else if (above.counts.length > 0) rows.push({ bound: bound(above.first), count: 0 })
  for (const [at, held] of above.counts.entries()) rows.push({ bound: bound(above.first + at + 1), count: (sum += held) })
  return distinct([...rows, { bound: Infinity, count }])
}

/** At the ends of what a number can be, neighbouring bounds are the same number: among the smallest, and at infinity. */
function distinct(rows: readonly Cumulative[]): readonly Cumulative[] {
  return rows.filter(({ bound }, at) => bound !== rows[at + 1]?.bound)
}

/** Without the empty buckets at both ends. */
function sideOf(buckets: { readonly offset: number; readonly bucketCounts: readonly number[] } | undefined): Side {
  const counts = buckets?.bucketCounts ?? []
  const from = counts.findIndex((count) => count > 0)
  if (from < 0) return { first: 0, counts: [] }
  return { first: (buckets?.offset ?? 0) + from, counts: counts.slice(from, counts.findLastIndex((count) => count > 0) + 1) }
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** The finest scale that has few enough buckets on either side, all with bounds that are numbers. */
function targetScale(scale: number, sides: readonly Side[]): number | undefined {
  for (let target = Math.min(scale, SCALE_MAX); target >= SCALE_MIN; target--) {
    const shift = scale - target
    const fits = ({ first, counts }: Side) => {
      const [from, to] = [shifted(first, shift), shifted(first + counts.length - 1, shift)]
      return counts.length === 0 || (to - from < BUCKETS_MAX && Math.abs(from) / 2 ** target <= 1_074 && (to + 1) / 2 ** target <= 1_024)
    }
    if (sides.every(fits)) return target
  }
  return undefined
}

function coarser({ first, counts }: Side, shift: number): Side {
  if (counts.length === 0 || shift === 0) return { first, counts }
  const from = shifted(first, shift)
  const merged = Array.from({ length: shifted(first + counts.length - 1, shift) - from + 1 }, () => 0)
  for (const [at, count] of counts.entries())
    merged[shifted(first + at, shift) - from] = (merged[shifted(first + at, shift) - from] ?? 0) + count
  return { first: from, counts: merged }
}

/** The number of the bucket that takes this one in, `shift` scales coarser. */
const shifted = (number: number, shift: number): number => Math.floor(number / 2 ** shift)
