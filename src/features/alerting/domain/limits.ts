/** What alerting bounds, each with its reason. */
import { DAY_MS, HOUR_MS, SECOND_MS } from '#kit/time.ts'

/** Own rules of an application; more than anybody keeps an eye on. */
export const RULES_MAX = 2_000
/** Characters of a rule's expression; a longer one is a recording rule that wants to be several. */
export const EXPRESSION_LENGTH_MAX = 4_000
/** Transitions that are written in one transaction, so that the first of a storm is not kept waiting by the last. */
export const WRITTEN_AT_ONCE = 50
/** Transitions that wait while PostgreSQL is away. Later samples say the same again, so those beyond are judged anew then. */
export const WAITING_MAX = 50_000
/** What alerts of one transition to another is shown; the rest is counted. */
export const EVIDENCE_SHOWN = 100
/** Evidence that is raised in one go; the rest follows a moment later. */
export const RAISED_AT_ONCE = 200
export const TRANSITIONS_SHOWN = 50
/** Somebody who knows of an alert that still fires is reminded of it this often. */
export const REMIND_EVERY_MS = 4 * HOUR_MS
/** A node that ends without a word is missed this long at most. */
export const LEASE_MS = 5 * SECOND_MS
export const SILENCE_LONGEST_MS = 90 * DAY_MS
/** Silences that hold at one time; each is held against every alert that opens. */
export const SILENCES_MAX = 500
/** What one silence or window may hold; whatever is beyond waits for its time as it was written. */
export const HELD_MAX = 10_000
