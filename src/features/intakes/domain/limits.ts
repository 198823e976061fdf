/** What intakes bound, each with its reason. */
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'

/** One for each tool that sends; more is a loop gone wrong. */
export const SOURCES_PER_ENVIRONMENT_MAX = 50
/** Prometheus sends 256 at once; a storm of a large installation still fits one request. */
export const ALERTS_PER_REQUEST_MAX = 5_000
/** As many as our own rules write in one transaction, so that the first of a storm does not wait for the last. */
export const TAKEN_AT_ONCE = 50
/** Open alerts of one environment that clients of Alertmanager are shown. */
export const LISTED_MAX = 10_000
/** More than any tool sends. */
export const LABELS_MAX = 64
export const LABEL_NAME_LENGTH_MAX = 200
export const LABEL_VALUE_LENGTH_MAX = 1_000
/** What a record's title has room for. */
export const TITLE_LENGTH_MAX = 300
/** Of names in events and lists. */
export const NAME_LENGTH_MAX = 120
/** The end of a long description helps nobody at night. */
export const DESCRIPTION_LENGTH_MAX = 4_000
export const LINK_LENGTH_MAX = 2_000
/** Alertmanager's own `resolve_timeout`: what says no end is over after this, unless it comes again. */
export const RESOLVE_AFTER_MS = 5 * MINUTE_MS
/** Ends further ahead than this say that nobody knows. */
export const ENDS_WITHIN_MS = 30 * 24 * HOUR_MS
/** A test wakes nobody and is over by itself. */
export const TEST_LASTS_MS = 5 * MINUTE_MS
/** Words of severities that a source can translate. */
export const SEVERITY_WORDS_MAX = 50
