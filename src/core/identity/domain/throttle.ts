/**
 * How failed sign-ins slow further ones down. Two counts run side by side: one per account, whatever the addresses, and one
 * per address, whatever the accounts; the longer wait holds. An attempt is counted before its password is looked at, so a
 * thousand guesses sent at once are a thousand attempts and not one.
 *
 * | failures in a row at one account | the next attempt |
 * |---|---|
 * | 1 to 4 | at once |
 * | 5 to 9 | after 1, 2, 4, 8, 16 seconds |
 * | 10 and more | the account is locked: after 15 minutes each time, or once an owner unlocks it |
 */
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'

export interface ThrottlePolicy {
  /** Failures that cost no wait: people mistype. */
  readonly freeFailures: number
  /** From this failure on each costs the longest wait, which is shown and told as a lock; null: waits only grow. */
  readonly lockFrom: number | null
}

/** A person mistypes a password a handful of times. */
export const accountPolicy: ThrottlePolicy = { freeFailures: 5, lockFrom: 10 }
/** Behind one address there may be a whole office. */
export const addressPolicy: ThrottlePolicy = { freeFailures: 20, lockFrom: null }

const FIRST_WAIT_MS = SECOND_MS
/** Longest wait: an owner who is being attacked gets in within a coffee break, an attacker gets about 100 guesses a day. */
export const WAIT_MAX_MS = 15 * MINUTE_MS
/** Without a failure for this long the count starts anew. */
export const FORGET_AFTER_MS = 24 * HOUR_MS

/** How long after the failure that brought the count to `failures` the next attempt is let through; doubles each time. */
export function waitAfterMs(failures: number, policy: ThrottlePolicy): number {
  const beyond = failures - policy.freeFailures
  if (beyond < 0) return 0
  if (isLock(failures, policy)) return WAIT_MAX_MS
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
  | { readonly allowed: false; readonly reason: 'too_soon' | 'locked'; readonly waitMs: number }

/** Judges an attempt at `now`; when allowed, `failures` is the count to store, taking the attempt for a failure until it succeeds. */
export function judgeAttempt(known: AttemptCount, now: Instant, policy: ThrottlePolicy): AttemptVerdict {
  if (now - known.lastAt >= FORGET_AFTER_MS) return { allowed: true, reason: 'unhindered', failures: 1 }
  const waitMs = waitAfterMs(known.failures, policy)
  const passedMs = now - known.lastAt
  if (passedMs < waitMs)
    return { allowed: false, reason: isLock(known.failures, policy) ? 'locked' : 'too_soon', waitMs: waitMs - passedMs }
  return { allowed: true, reason: waitMs === 0 ? 'unhindered' : 'waited_long_enough', failures: known.failures + 1 }
}

function isLock(failures: number, { lockFrom }: ThrottlePolicy): boolean {
  return lockFrom !== null && failures >= lockFrom
}

/** Until when the account is locked; null when it is not (any more). */
export function lockedUntil(known: AttemptCount, now: Instant, policy: ThrottlePolicy): Instant | null {
  const until = later(known.lastAt, WAIT_MAX_MS)
  return isLock(known.failures, policy) && now < until ? until : null
}

/** Whether this failure locks an account that was not locked before in this row of failures: told and mailed once. */
export function startsLock(failures: number, { lockFrom }: ThrottlePolicy): boolean {
  return failures === lockFrom
}

/** Whether this failure is the first one that makes the account wait. */
export function startsWaiting(failures: number, policy: ThrottlePolicy): boolean {
  return failures === policy.freeFailures
}
