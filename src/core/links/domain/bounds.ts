/** Links of one record: more are no help to anybody, and one answer shows them all. */
export const LINKS_MAX = 200
