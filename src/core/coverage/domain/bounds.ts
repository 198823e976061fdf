/** Limits of the coverage map and of handing over. */

/** Applications of one page of the map; each brings its components along. */
export const PAGE_APPLICATIONS_MAX = 50
export const PAGE_APPLICATIONS_DEFAULT = 20
/** Applications that are judged together, in a handful of statements. */
export const BATCH_APPLICATIONS = 100
/** Applications that one answer looks at: with only a few gaps among very many it says where to go on. */
export const LOOKED_AT_MAX = 2_000
/** Things of one kind that the hand-over list shows; nobody works on more. */
export const HELD_MAX = 200
/** Things that are given in one request. */
export const GIVEN_MAX = 200
