/** Bounds of status pages, each with its reason. */

/** A page that is read in one look; what has more parts is several pages. */
export const COMPONENTS_MAX = 50
/** Weights are compared with each other only. */
export const WEIGHT_MAX = 100
export const NAME_LENGTH_MAX = 120
export const TITLE_LENGTH_MAX = 200
/** About half a page: whoever looks at a status page has no time. */
export const TEXT_LENGTH_MAX = 2_000
/** Of one post; more is a diary. */
export const UPDATES_MAX = 100
/** Posts that a page keeps at hand, the newest first: years of them, and the page stays below 50 kB. */
export const POSTS_KEPT_MAX = 200
/** Pages that one node holds ready: with 50 kB each in memory, 50 MB. */
export const PAGES_MAX = 1_000
