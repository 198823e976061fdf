/** The order of the first screen. */
import type { Instant } from '#kit/time.ts'

/** From most to least urgent. */
export const BANDS = ['burning', 'breaching', 'waiting', 'due'] as const
export type Band = (typeof BANDS)[number]

interface Ranked {
  readonly band: Band
  readonly since: Instant
  readonly href: string
  readonly title: string
}

/** By band, then what has been so for longest, then by title, so that equal ones keep their places between two looks. */
export function rank<T extends Ranked>(items: readonly T[]): readonly T[] {
  return items.toSorted(
    (a, b) => BANDS.indexOf(a.band) - BANDS.indexOf(b.band) || a.since - b.since || compare(a.title, b.title) || compare(a.href, b.href),
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
