/** Why somebody watches a record. The first reason stays. */
export const WATCH_REASONS = ['chosen', 'author', 'owner', 'mentioned', 'commented', 'asked'] as const
export type WatchReason = (typeof WATCH_REASONS)[number]
