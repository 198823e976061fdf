/** How much is taken of spans; what is longer is cut, what is too much is left out, and the span says so. */

/** Days for which spans are kept; older ones would be dropped with their day. */
export const KEEP_DAYS = 15

/** The collector sends 8,192 at once. */
export const SPANS_PER_REQUEST_MAX = 20_000

/** Spans of one environment on one node. */
export const SPAN_QUOTA = { perSecond: 50_000, atOnce: 500_000 }

/** Twice what the SDKs leave on a span. */
export const ATTRIBUTES_MAX = 256
export const EVENTS_MAX = 256
export const LINKS_MAX = 256
/** A statement of SQL or a stack of calls fits. */
export const TEXT_LENGTH_MAX = 8_192
export const NAME_LENGTH_MAX = 512
