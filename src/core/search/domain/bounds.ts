/** Longest question; what people paste by mistake is longer. */
export const QUESTION_LENGTH_MAX = 300
/** Hits of one page: each brings an excerpt from its text. */
export const HITS_MAX = 50
export const HITS_DEFAULT = 20
