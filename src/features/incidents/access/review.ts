/** Whether an incident may be closed as far as its review is concerned. */
import type { Tx } from '#platform/work.ts'
import type { Move } from '../domain/moves.ts'
import { findReview } from '../store/reviews.ts'

/** It was critical at some time: what it was weighed down to later changes nothing about what can be learnt. */
export function isReviewRequired(moves: readonly Move[]): boolean {
  return moves.some(({ severity }) => severity === 'critical')
}

/** Required, and not finished. */
export async function isReviewMissing(tx: Tx, id: string, moves: readonly Move[]): Promise<boolean> {
  return isReviewRequired(moves) && ((await findReview(tx, id))?.finishedAt ?? null) === null
}
