/** How long links and sessions of contacts hold, and when a link may be sent. */
import { DAY_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'

/** The contact waits for it. */
export const LINK_LIFETIME_MS = 15 * MINUTE_MS
/** Open links of one contact: enough for somebody whose mail is slow, too few to fill a mailbox with. */
export const OPEN_LINKS_MAX = 3
/** Contacts of one address, at different clients, who are written to at once. */
export const CONTACTS_PER_ADDRESS_MAX = 5

/** A browser stays signed in for a month of use at most… */
export const SESSION_LIFETIME_MS = 30 * DAY_MS
/** …and is forgotten when it has not been back for this long. */
export const SESSION_IDLE_MS = 14 * DAY_MS
/** Browsers of one contact; the one not seen longest ends first. */
export const SESSIONS_MAX = 10
/** "Last seen" is written at most this often, so that reading does not become writing. */
export const SEEN_EVERY_MS = MINUTE_MS

export type LinkVerdict =
  | { readonly sends: true; readonly reason: 'known_here' }
  | { readonly sends: false; readonly reason: 'not_active' | 'enough_links_open' }

/** Whether a contact who has this address is sent a link. Whoever asked gets the same answer in every case. */
export function judgeLinkRequest(contact: { readonly state: string; readonly openLinks: number }): LinkVerdict {
  if (contact.state !== 'active') return { sends: false, reason: 'not_active' }
  if (contact.openLinks >= OPEN_LINKS_MAX) return { sends: false, reason: 'enough_links_open' }
  return { sends: true, reason: 'known_here' }
}

export type SessionVerdict =
  | { readonly valid: true; readonly reason: 'fresh' | 'seen_is_stale' }
  | { readonly valid: false; readonly reason: 'expired' | 'idle_too_long' }

/** Whether a session still holds at `now`, and whether "last seen" should be written. */
export function judgeSession(session: { readonly lastSeenAt: Instant; readonly expiresAt: Instant }, now: Instant): SessionVerdict {
  if (now >= session.expiresAt) return { valid: false, reason: 'expired' }
  if (now >= later(session.lastSeenAt, SESSION_IDLE_MS)) return { valid: false, reason: 'idle_too_long' }
  return { valid: true, reason: now >= later(session.lastSeenAt, SEEN_EVERY_MS) ? 'seen_is_stale' : 'fresh' }
}
