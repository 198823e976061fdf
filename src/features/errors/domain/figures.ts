/** How long back figures of groups go. */

/** Whole days by UTC that a sparkline shows, today among them. */
export const DAYS_SHOWN = 14
/** Groups whose figures are read at once, and fingerprints of each: a group of more is counted by its most frequent ones. */
export const FINGERPRINTS_MAX = 500
/** Errors whose tags are counted, the latest. */
export const TAGGED_MAX = 10_000
export const TAG_NAMES_SHOWN = 20
export const TAG_VALUES_SHOWN = 5
export const RELEASES_SHOWN = 20
/** Groups that were merged into one and are shown. */
export const MERGED_SHOWN = 100
