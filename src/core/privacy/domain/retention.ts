/** How long a kind of data is kept. Pure. */
import { DAY_MS, later, type Instant } from '#kit/time.ts'

export type RetentionVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: 'too_short' }

/** Ten years and some; a longer time is meant to be for ever. */
export const DAYS_MAX = 4_000

/** Null keeps for ever. */
export function judgeRetention(days: number | null, daysMin: number): RetentionVerdict {
  return days !== null && days < daysMin ? { allowed: false, reason: 'too_short' } : { allowed: true }
}

/** Before which instant data of this kind goes; undefined when it stays for ever. */
export function goesBefore(days: number | null, now: Instant): Instant | undefined {
  return days === null ? undefined : later(now, -days * DAY_MS)
}
