/** Orders of lists of records. */
export const SORTS = ['newest', 'oldest', 'due', 'priority'] as const
/** `due` and `priority` put the most urgent first, and of equals the eldest. */
export type Sort = (typeof SORTS)[number]
