/**
 * How failed sign-ins slow further ones down. Two counts run side by side: one per account, whatever the addresses, and one
 * per address, whatever the accounts; the longer wait holds. An attempt is counted before its password is looked at, so a
 * thousand guesses sent at once are a thousand attempts and not one.
 */
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'

export interface ThrottlePolicy {
  /** Failures that cost no wait: people mistype. */
  readonly freeFailures: number
}

/** A person mistypes a password a handful of times. */
export const accountPolicy: ThrottlePolicy = { freeFailures: 5 }
/** Behind one address there may be a whole office. */
export const addressPolicy: ThrottlePolicy = { freeFailures: 20 }

const FIRST_WAIT_MS = SECOND_MS
/** Longest wait: an owner who is being attacked gets in within a coffee break, an attacker gets about 100 guesses a day. */
export const WAIT_MAX_MS = 15 * MINUTE_MS
/** Without a failure for this long the count starts anew. */
export const FORGET_AFTER_MS = 24 * HOUR_MS

/** How long after the failure that brought the count to `failures` the next attempt is let through; doubles each time. */
export function waitAfterMs(failures: number, policy: ThrottlePolicy): number {
  const beyond = failures - policy.freeFailures
  if (beyond < 0) return 0
  // 2^20 s is far beyond the limit; bounding the exponent keeps the number finite.
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(beyond, 20), WAIT_MAX_MS)
}

/** What is remembered of one account or address; no failures when nothing is. */
export interface AttemptCount {
  readonly failures: number
  readonly lastAt: Instant
}

export type AttemptVerdict =
  | { readonly allowed: true; readonly reason: 'unhindered' | 'waited_long_enough'; readonly failures: number }
  | { readonly allowed: false; readonly reason: 'too_soon'; readonly waitMs: number }

/** Judges an attempt at `now`; when allowed, `failures` is the count to store, taking the attempt for a failure until it succeeds. */
export function judgeAttempt(known: AttemptCount, now: Instant, policy: ThrottlePolicy): AttemptVerdict {
  if (now - known.lastAt >= FORGET_AFTER_MS) return { allowed: true, reason: 'unhindered', failures: 1 }
  const waitMs = waitAfterMs(known.failures, policy)
  const passedMs = now - known.lastAt
  if (passedMs < waitMs) return { allowed: false, reason: 'too_soon', waitMs: waitMs - passedMs }
  return { allowed: true, reason: waitMs === 0 ? 'unhindered' : 'waited_long_enough', failures: known.failures + 1 }
}

/** Whether this failure is the first one that makes the account wait: the moment that is told as "locked". */
export function startsWaiting(failures: number, policy: ThrottlePolicy): boolean {
  return failures === policy.freeFailures
}
