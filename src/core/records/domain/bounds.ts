/** Counting goes no further: nobody reads more, and it would walk a million rows. */
export const COUNT_MAX = 10_000
/** Most records that one request changes: a page of a list. */
export const BATCH_MAX = 200
/** Search ranks at most so many matches, the newest: ranking reads each of them. */
export const RANKED_MAX = 1_000
