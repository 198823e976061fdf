/** The closed lists and bounds of maintenance. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'

/** A window is for work; a freeze only holds releases. */
export const WINDOW_KINDS = ['window', 'freeze'] as const
export type WindowKind = (typeof WINDOW_KINDS)[number]

/**
 * | From | To | When |
 * |---|---|---|
 * | `planned` | `under_way` | an occurrence starts |
 * | `under_way` | `planned` | it ends and another one follows |
 * | `planned`, `under_way` | `ended` | none follows |
 * | `planned`, `under_way` | `cancelled` | somebody cancels it |
 * | `ended` | `planned` | its schedule is changed so that one follows |
 */
export const WINDOW_STATES = ['planned', 'under_way', 'ended', 'cancelled'] as const
export type WindowState = (typeof WINDOW_STATES)[number]

export const OCCURRENCE_STATES = ['planned', 'under_way', 'ended', 'skipped'] as const
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number]

export const TITLE_LENGTH_MAX = 200
export const TEXT_LENGTH_MAX = 2_000
export const RULE_LENGTH_MAX = 200
/** A freeze over a year end lasts weeks; nobody freezes for longer than a year. */
export const DURATION_MINUTES_MAX = 366 * 24 * 60
/** Environments or components that one window names; more is the whole application. */
export const SCOPE_MAX = 100

/** How far ahead occurrences are written out, so that lists, feeds and pages know them; the next one is, however far it is. */
export const AHEAD_MS = 100 * DAY_MS
/** Those affected are told this long before. */
export const REMIND_BEFORE_MS = DAY_MS
/** What a window left behind shows within minutes; then it is decided whether it stayed inside. */
export const WATCHED_AFTER_MS = 15 * MINUTE_MS
/** An occurrence is moved at most this far, or it is another window. */
export const MOVE_MAX_MS = 400 * DAY_MS
/** Shortest occurrence that anything can happen in. */
export const LENGTH_MIN_MS = MINUTE_MS
export const LENGTH_MAX_MS = 366 * 24 * HOUR_MS
/** Alerts and checks that one occurrence shows; a storm is told by its first ones. */
export const EVIDENCE_MAX = 200
