/** What is taken of log lines and what is not, each with the reason. Lengths are in characters. */
import { DAY_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'

/** Days for which lines are kept. */
export const KEEP_DAYS = 30

/** A clock may be wrong by minutes; a line from next week would stand above all others until then. */
export const AHEAD_MAX_MS = 10 * MINUTE_MS
/** A day less than what is kept, so that nothing is taken that is dropped within the hour. */
const BEHIND_MAX_MS = (KEEP_DAYS - 1) * DAY_MS

/** A stack trace of some hundred frames; what is longer is a dump, and its beginning says what it is. */
export const BODY_LENGTH_MAX = 32_768
export const NAME_LENGTH_MAX = 256
export const VALUE_LENGTH_MAX = 16_384
/** What OpenTelemetry allows by default. */
export const ATTRIBUTES_MAX = 128
/** Of names and values of one line together. */
export const ATTRIBUTES_LENGTH_MAX = 65_536

/** Senders send 100 to 10,000; more at once would hold up everybody else. */
export const LINES_PER_REQUEST_MAX = 20_000
/** Lines of one environment on one node. */
export const LINE_QUOTA = {
  /** Twice what a small host bears for hours. */
  perSecond: 100_000,
  /** What may come at once after a pause, such as a sender that catches up. */
  atOnce: 1_000_000,
}

/** Why lines of a request were not taken while others were. In the order in which they are told. */
export const LINE_REFUSALS = ['unassigned', 'line_empty', 'line_unreadable', 'too_old', 'in_future'] as const
export type LineRefusal = (typeof LINE_REFUSALS)[number]

/** Whether a line of this time is taken at `now`; the reason when it is not. */
export function refusalOfTime(at: Instant, now: Instant): 'too_old' | 'in_future' | undefined {
  if (at < later(now, -BEHIND_MAX_MS)) return 'too_old'
  return at > later(now, AHEAD_MAX_MS) ? 'in_future' : undefined
}
