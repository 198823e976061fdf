/** How a count moved against the week before, said only where there is enough to say it of. */
import type { Comparison } from './words.ts'

export interface Moved {
  readonly now: number
  readonly before: number
  /** Share by which it grew or, below 0, shrank; null where that says nothing. */
  readonly change: number | null
  readonly comparison: Comparison
}

/** `casesMin`: of how many cases the support plan lets figures speak. Of fewer, in both weeks, a change is chance. */
export function movedBy({ now, before }: Pick<Moved, 'now' | 'before'>, casesMin: number): Moved {
  if (Math.max(now, before) < casesMin) return { now, before, change: null, comparison: 'too_few' }
  if (before === 0) return { now, before, change: null, comparison: 'nothing_before' }
  return { now, before, change: now / before - 1, comparison: 'compared' }
}
