/** How long sessions and links hold, and how many. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'

/** A browser stays signed in for a month of work at most… */
export const SESSION_LIFETIME_MS = 30 * DAY_MS
/** …and is forgotten when it has not been back for this long. */
export const SESSION_IDLE_MS = 14 * DAY_MS
/** Browsers of one person; more than this is a script that should use an API key. The one not seen longest ends first. */
export const SESSIONS_PER_PERSON_MAX = 30
/** Long enough for a holiday. */
export const INVITATION_LIFETIME_MS = 14 * DAY_MS
/** The person waits for it; a link that lies about is a risk. */
export const PASSWORD_RESET_LIFETIME_MS = 24 * HOUR_MS
/** A link that came by mail without anybody looking: the person waits for it at the door. */
export const FORGOTTEN_LIFETIME_MS = 30 * MINUTE_MS
/** Mails with such a link for one account: enough for a slow mailbox, too few to fill it or to spoil the link that was just sent. */
export const FORGOTTEN_EVERY_MS = 5 * MINUTE_MS
/** A browser that was not used for so long counts as new; browsers themselves keep no cookie longer. */
export const DEVICE_LIFETIME_MS = 400 * DAY_MS
/** Browsers of one person that are known again; the one not seen longest is forgotten first. */
export const DEVICES_PER_PERSON_MAX = 50
/** "Last seen" and "last used" are written at most this often, so that reading does not become writing. */
export const SEEN_EVERY_MS = MINUTE_MS

export type SessionVerdict =
  | { readonly valid: true; readonly reason: 'fresh' | 'seen_is_stale' }
  | { readonly valid: false; readonly reason: 'expired' | 'idle_too_long' }

/** Whether a session still holds at `now`, and whether "last seen" should be written. */
export function judgeSession(session: { readonly lastSeenAt: Instant; readonly expiresAt: Instant }, now: Instant): SessionVerdict {
  if (now >= session.expiresAt) return { valid: false, reason: 'expired' }
  if (now >= later(session.lastSeenAt, SESSION_IDLE_MS)) return { valid: false, reason: 'idle_too_long' }
  return { valid: true, reason: isSeenStale(session.lastSeenAt, now) ? 'seen_is_stale' : 'fresh' }
}

/** Whether a "last" instant is old enough to be written anew; null was never written. */
export function isSeenStale(last: Instant | null, now: Instant): boolean {
  return last === null || now >= later(last, SEEN_EVERY_MS)
}
