/** Bounds of what is asked and kept, with their reasons. */

/** Longer ones are written by programs, not looked at. */
export const EXPRESSION_LENGTH_MAX = 4_000
/** More lines of one chart than this tell nobody anything. */
export const EXPRESSIONS_MAX = 10
export const SERIES_MAX = 100
/** As wide as a large screen. */
export const POINTS_MAX = 2_000
/** Two to three pixels each on a usual chart. */
export const POINTS_UNLESS_SAID = 300
/** Nothing is kept longer. */
export const RANGE_DAYS_MAX = 400
/** More is searched for by typing. */
export const METRICS_MAX = 5_000
export const LABELS_MAX = 200
export const VALUES_MAX = 500
