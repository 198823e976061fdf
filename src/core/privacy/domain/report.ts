/** What an erasure did, as a person reads it. Pure. */

/** Rows by part, then by kind. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Both reports as one. */
export function withCounts(all: Counts, part: string, counts: Readonly<Record<string, number>>): Counts {
  const some = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
  return Object.keys(some).length === 0 ? all : { ...all, [part]: { ...all[part], ...some } }
}

/** All rows of a report. */
export function totalOf(counts: Counts): number {
  return Object.values(counts)
    .flatMap((kinds) => Object.values(kinds))
    .reduce((sum, count) => sum + count, 0)
}
