/** Whether a code may be sent, and whether one that was typed in proves an address. Pure. */
import { later, type Instant } from '#kit/time.ts'
import { CODE_ATTEMPTS_MAX, CODES_PER_HOUR_MAX, CODES_WITHIN_MS } from './limits.ts'

export interface SentCode {
  readonly attempts: number
  readonly sent: number
  readonly sentAt: Instant
  readonly expiresAt: Instant
}

/** How many were sent within the hour with the next one; undefined when there can be no next one yet. */
export function nextSent(last: SentCode | undefined, now: Instant): number | undefined {
  if (last === undefined || now >= later(last.sentAt, CODES_WITHIN_MS)) return 1
  return last.sent >= CODES_PER_HOUR_MAX ? undefined : last.sent + 1
}

export type CodeVerdict = 'right' | 'wrong' | 'expired' | 'too_many_attempts'

/** `matches`: that it is the one that was sent, compared in constant time. */
export function judgeCode(sent: SentCode | undefined, matches: boolean, now: Instant): CodeVerdict {
  if (sent === undefined || now >= sent.expiresAt) return 'expired'
  if (sent.attempts >= CODE_ATTEMPTS_MAX) return 'too_many_attempts'
  return matches ? 'right' : 'wrong'
}
