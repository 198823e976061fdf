/** Whether an answer counts. Pure. */
import { later, type Instant } from '#kit/time.ts'
import type { Answer } from './message.ts'
import { ANSWERABLE_FOR_MS } from './rings.ts'

/**
 * | verdict | |
 * |---|---|
 * | taken | it counts, unless the same was said before |
 * | said_before | the same answer came already; nothing follows from it again |
 * | unknown | there is no such message, or it was kept long enough |
 * | not_offered | this message does not ask for that |
 * | over | what it was about is over |
 * | expired | it came too late to mean anything |
 */
export type AnswerVerdict = 'taken' | 'said_before' | 'unknown' | 'not_offered' | 'over' | 'expired'

export interface AnsweredMessage {
  readonly answers: readonly Answer[]
  readonly createdAt: Instant
  readonly settledAt: Instant | null
}

/** A message that failed or is still on its way may be answered too: whoever answers has it. */
export function judgeAnswer(message: AnsweredMessage | undefined, answer: Answer, now: Instant): AnswerVerdict {
  if (message === undefined) return 'unknown'
  if (!message.answers.includes(answer)) return 'not_offered'
  if (message.settledAt !== null) return 'over'
  return now > later(message.createdAt, ANSWERABLE_FOR_MS) ? 'expired' : 'taken'
}
