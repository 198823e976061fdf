/** How long a proof of who one is lasts for dangerous acts: long enough for the act and the look afterwards, short of a walk to the coffee machine. */
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'

export const FRESH_FOR_MS = 10 * MINUTE_MS

export type FreshnessVerdict =
  | { readonly fresh: true; readonly reason: 'proved_lately' }
  | { readonly fresh: false; readonly reason: 'proved_too_long_ago' }

/** `provedAt`: when the password, a passkey or a code was last given in this session. */
export function judgeFreshness(provedAt: Instant, now: Instant): FreshnessVerdict {
  if (now < later(provedAt, FRESH_FOR_MS)) return { fresh: true, reason: 'proved_lately' }
  return { fresh: false, reason: 'proved_too_long_ago' }
}
