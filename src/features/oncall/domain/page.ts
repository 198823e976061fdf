/**
 * States of a page, and what may become of it. Pure.
 *
 * | from | to | when |
 * |---|---|---|
 * | (nothing) | held | its severity pages in business hours only, and they are over |
 * | (nothing), held | open | somebody is asked |
 * | open | open | a step had its time, or was handed on: the next one is asked |
 * | open | unanswered | every step and repeat is used up; the reason says whether anybody was reached |
 * | held, open, unanswered | acknowledged | somebody takes it |
 * | acknowledged, unanswered | open | somebody hands it on |
 * | any but ended | ended | what it was about is over, or somebody resolved it |
 */
import { later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { CONSOLE } from './channel-choice.ts'
import { ATTEMPTS_MAX, RETRY_FIRST_MS, RETRY_LAST_MS } from './limits.ts'

export const PAGE_STATES = ['held', 'open', 'acknowledged', 'unanswered', 'ended'] as const
export type PageState = (typeof PAGE_STATES)[number]

export const PAGE_SEVERITIES = ['critical', 'major', 'minor'] as const
export type PageSeverity = (typeof PAGE_SEVERITIES)[number]

/** What somebody says to a page. */
export const PAGE_ANSWERS = ['acknowledge', 'escalate', 'resolve'] as const
export type PageAnswer = (typeof PAGE_ANSWERS)[number]

/** Why somebody is asked. */
export type PersonReason =
  | 'on_duty'
  | 'named_in_policy'
  | 'holds_role'
  | 'stands_in_for_role'
  | 'owns_application'
  | 'may_change_escalation'

/** Whether one severity wakes more than another. */
export function isGraver(one: PageSeverity, other: PageSeverity): boolean {
  return PAGE_SEVERITIES.indexOf(one) < PAGE_SEVERITIES.indexOf(other)
}

/** Whether the answer changes anything; `over`: nothing can be answered any more. */
export function judgeAnswer(state: PageState, answer: PageAnswer): 'counts' | 'is_so_already' | 'over' {
  if (state === 'ended') return 'over'
  return answer === 'acknowledge' && state === 'acknowledged' ? 'is_so_already' : 'counts'
}

/** What is looked at of a message of a page that nobody answered. */
export interface AskedBy {
  readonly channel: string
  readonly handedOverAt: Instant | null
  /** `failed`: what was handed over did not arrive after all. */
  readonly state: string
}

/**
 * Why a page found nobody: people were reached and did not answer, or nobody could be reached at all. The console alone reaches nobody.
 */
export function whyNobody(asked: readonly AskedBy[]): 'nobody_answered' | 'nobody_reached' {
  const isReached = ({ channel, handedOverAt, state }: AskedBy) => channel !== CONSOLE && handedOverAt !== null && state !== 'failed'
  return asked.some(isReached) ? 'nobody_answered' : 'nobody_reached'
}

export interface FailedAttempt {
  /** This one included. */
  readonly attempts: number
  readonly mayRetry: boolean
  /** As the channel said; null: it said nothing. */
  readonly retryAfterMs: number | null
}

/** When the same channel is tried again; null: never. */
export function retryAt({ attempts, mayRetry, retryAfterMs }: FailedAttempt, at: Instant): Instant | null {
  if (!mayRetry || attempts >= ATTEMPTS_MAX) return null
  const backOffMs = Math.min(RETRY_FIRST_MS * 2 ** (attempts - 1), RETRY_LAST_MS)
  return later(at, Math.min(Math.max(backOffMs, retryAfterMs ?? 0), RETRY_AFTER_MS_MAX))
}

/** A provider that asks for more patience than this is as good as away. */
const RETRY_AFTER_MS_MAX = 10 * MINUTE_MS

/** Whole seconds from the first page to the answer. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((to - from) / SECOND_MS))
}
