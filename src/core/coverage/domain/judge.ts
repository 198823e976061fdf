/** What the cells of one thing come to. Pure. */

export const CELL_STATES = ['covered', 'missing', 'not_needed'] as const
export type CellState = (typeof CELL_STATES)[number]

/** As far as a judgement needs it. */
export interface JudgedCell {
  readonly state: CellState
  /** UUIDs of those who know the thing by this; undefined where a column says nothing about people. */
  readonly knownBy?: readonly string[]
}

/**
 * | Finding | When |
 * |---|---|
 * | `nobody_knows` | no column names anybody who is here |
 * | `one_person_knows` | all columns together name one person, once or several times |
 */
export const FINDINGS = ['nobody_knows', 'one_person_knows'] as const
export type Finding = (typeof FINDINGS)[number]

/** Null when two or more people know it, or no column speaks of people. */
export function findingOf(cells: readonly JudgedCell[]): Finding | null {
  const telling = cells.filter(({ knownBy }) => knownBy !== undefined)
  if (telling.length === 0) return null
  const people = new Set(telling.flatMap(({ knownBy = [] }) => knownBy))
  if (people.size === 0) return 'nobody_knows'
  return people.size === 1 ? 'one_person_knows' : null
}

/** Whether something is to be done about it. */
export function isGap({ cells, finding }: { readonly cells: readonly JudgedCell[]; readonly finding: Finding | null }): boolean {
  return finding !== null || cells.some(({ state }) => state === 'missing')
}

/** Fills the braces of a sentence; a name that is not given stays as it is. */
export function inWords(words: string, named: Readonly<Record<string, string>> = {}): string {
  return words.replaceAll(/\{(\w+)\}/g, (braces, name: string) => named[name] ?? braces)
}
