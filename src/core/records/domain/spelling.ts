/** Which of the words that look alike a misspelt one may be. Pure. */

/** More would find what nobody meant. */
const MEANINGS_MAX = 3

/**
 * Of words that share letters with `typed`, those that lie few slips away from it, nearest first: one slip up to four letters, two beyond.
 * A slip is a letter too many, too few, wrong, or two neighbours exchanged.
 */
export function meantBy(typed: string, candidates: readonly string[]): readonly string[] {
  const slipsMax = typed.length <= 4 ? 1 : 2
  return candidates
    .map((word) => ({ word, slips: slipsBetween(typed, word) }))
    .filter(({ slips }) => slips > 0 && slips <= slipsMax)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, MEANINGS_MAX)
    .map(({ word }) => word)
}

/** Optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance). */
export function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const exchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)]
      if (i > 1 && j > 1 && exchanged) steps.push((beforeLast[j - 2] ?? 0) + 1)
      row.push(Math.min(...steps))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? a.length
}
