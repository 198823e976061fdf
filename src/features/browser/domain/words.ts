/** The closed lists and bounds of what browsers send. */
export const ITEM_KINDS = ['view', 'route', 'vital', 'fetch', 'feature', 'time'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const VITALS = ['TTFB', 'FCP', 'LCP', 'CLS', 'INP'] as const

/** What `sendBeacon` and `keepalive` take at once. */
export const BODY_BYTES_MAX = 64 * 1024
export const ITEMS_MAX = 200
/** A page that sleeps keeps what it has; older things are of no use any more. */
export const AGE_MAX_MS = 3_600_000
/** A page that is open for a day is not looked at for a day. */
export const VALUE_MAX = 86_400_000
export const NAME_LENGTH_MAX = 100
/** Of an environment within an hour on one node; further ones are told together. */
export const ROUTES_MAX = 500
export const OTHER_ROUTE = '/…'
/** Items of one environment on one node: a thousand people who click. */
export const ITEM_QUOTA = { perSecond: 2_000, atOnce: 20_000 }
