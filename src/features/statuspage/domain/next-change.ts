/** When a page changes by time alone. */
import { DAY_MS, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Declared } from './declared.ts'
import type { PublicPost } from './public-page.ts'

/** For how long what ended stands on the page itself. */
export const RECENT_MS = 14 * DAY_MS

/**
 * Nobody tells that a check fell silent, nor that a day's share moved on while all stayed as it was. So that neither is shown for
 * longer than this, a page is made anew after it in any case.
 */
const UNTOLD_MS = 5 * MINUTE_MS

/** The first moment after `now` at which a page shows something else although nobody told anything: the next day, or an end or beginning. */
export function nextChange(
  now: Instant,
  { declared, posts }: { readonly declared: readonly Declared[]; readonly posts: readonly PublicPost[] },
): Instant {
  const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS
  const edges = declared.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
  const planned = posts.flatMap(({ startedAt, plannedTo }) => (plannedTo === null ? [startedAt] : [startedAt, plannedTo]))
  const forgotten = posts.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt + RECENT_MS]))
  const ahead = [...edges, ...planned, ...forgotten].filter((at) => at > now)
  return Math.min(midnight, now + UNTOLD_MS, ...ahead) as Instant
}
