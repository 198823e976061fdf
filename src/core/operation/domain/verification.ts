/** A walk over the chain of events. */
import { HOUR_MS, MINUTE_MS, type Instant } from '#kit/time.ts'

/**
 * | state | is left by |
 * |---|---|
 * | running | the walk ends: passed or failed; no progress for `SILENT_MS`, so its process must have died: broken_off |
 * | passed, failed, broken_off | nothing |
 */
export const VERIFICATION_STATES = ['running', 'passed', 'failed', 'broken_off'] as const
export type VerificationState = (typeof VERIFICATION_STATES)[number]

/** A page of the walk takes milliseconds, and a database that is away is waited for; five minutes mean that nobody walks. */
export const SILENT_MS = 5 * MINUTE_MS

interface Walk {
  readonly state: VerificationState
  readonly startedAt: Instant
  readonly progressAt: Instant
}

export type StartDecision =
  | { readonly start: true; readonly reason: 'none_running' }
  /** The running walk fell silent: it is marked as broken off first. */
  | { readonly start: true; readonly reason: 'fell_silent' }
  | { readonly start: false; readonly reason: 'already_running' }

/** Whether a walk may start, given the latest one. */
export function decideStart(latest: Pick<Walk, 'state' | 'progressAt'> | undefined, now: Instant): StartDecision {
  if (latest?.state !== 'running') return { start: true, reason: 'none_running' }
  return now - latest.progressAt > SILENT_MS ? { start: true, reason: 'fell_silent' } : { start: false, reason: 'already_running' }
}

/** Whether the schedule asks for a walk: when the latest one, whatever became of it, began long enough ago. */
export function isWalkDue(latest: Pick<Walk, 'startedAt'> | undefined, everyHours: number, now: Instant): boolean {
  return latest === undefined || now - latest.startedAt >= everyHours * HOUR_MS
}
