/** When a page is copied elsewhere, and what of it. */
import { later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'

/** Why a copy could not be put where it belongs; the words that the codes of files end with. */
export const COPY_PROBLEMS = ['unavailable', 'no_space', 'refused', 'missing'] as const
export type CopyProblem = (typeof COPY_PROBLEMS)[number]

/** SHA-256 by path; null: may be there, with whatever content. */
export type CopiedFiles = Readonly<Record<string, string | null>>

const FIRST_MS = 5 * SECOND_MS
/** A place that is away for long is not asked more often; the copy is late by no more than that once it is back. */
const LONGEST_MS = 10 * MINUTE_MS

/** When to try again; `failures` counts the one that just happened. */
export function nextTryAt(now: Instant, failures: number): Instant {
  return later(now, Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20)))
}

export interface CopyPlan {
  /** Paths to be put there, in the order in which they came. */
  readonly put: readonly string[]
  /** What belongs to the copy no longer. */
  readonly remove: readonly string[]
  /** What may be there while it is done: nothing is forgotten, whenever it breaks off. */
  readonly meanwhile: CopiedFiles
}

/** From what may be there to what is to be there. */
export function planCopy(there: CopiedFiles, wanted: CopiedFiles): CopyPlan {
  const put = Object.keys(wanted).filter((path) => there[path] !== wanted[path])
  const remove = Object.keys(there).filter((path) => !(path in wanted))
  return { put, remove, meanwhile: { ...there, ...Object.fromEntries(put.map((path) => [path, null])) } }
}
