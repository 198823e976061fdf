/**
 * Instants and durations. Every instant inside Pitcrew is a UTC millisecond count; zones and calendars enter only at the edge.
 *
 * A number rather than `Date` (mutable, compares by identity) or `Temporal` (15 µs an addition, and most of what we do is
 * compare and subtract).
 */

declare const instantBrand: unique symbol

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: true }

// Exact lengths. A calendar day may have 23 or 25 hours; DAY_MS never does.
export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Reads what the edge hands us: a Date, an RFC 3339 text or milliseconds. Throws RangeError when it is no instant. */
export function instant(value: Date | string | number): Instant {
  const ms = typeof value === 'number' ? value : new Date(value).getTime()
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${String(value)}`)
  return ms as Instant
}

/** The instant `ms` milliseconds after `from`; negative goes back. */
export function later(from: Instant, ms: number): Instant {
  return (from + ms) as Instant
}

/** RFC 3339 in UTC with milliseconds, the only form in which instants leave Pitcrew. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString()
}

/** For drivers that want a Date. */
export function toDate(at: Instant): Date {
  return new Date(at)
}
