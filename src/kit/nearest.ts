/** Finds the name a person meant, for "did you mean …?". */

/** The known name with the fewest single-letter changes; the first of several equally near ones. `known` must not be empty. */
export function nearestName(name: string, known: readonly string[]): string {
  const ranked = known.map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
  return ranked.reduce((best, next) => (next.distance < best.distance ? next : best)).candidate
}

/** The nearest known name when it is near enough to be what was meant: at most a third of its letters differ. */
export function meantName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const nearest = nearestName(name, known)
  return editDistance(name, nearest) <= Math.max(1, Math.ceil(nearest.length / 3)) ? nearest : undefined
}

/** Levenshtein's distance, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
