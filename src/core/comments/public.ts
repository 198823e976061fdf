/** What parts above and features ask of comments. Ids are UUIDs. */
import type { NoticeReason, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { findTexts } from './store/comments.ts'
import { insertWatchers, listWatchers, type Watching } from './store/watchers.ts'

/** What lets one read comments; records are found by words of those that one may read. */
export { READ_COMMENTS } from './domain/permissions.ts'

/** Texts by UUID of the comment, for showing what was found; whoever asks has seen to who may read them. */
export async function commentTexts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return ids.length === 0 ? new Map() : findTexts(tx, ids)
}

/** Puts people on the list of those who watch a record, unless they are on it already: their first reason stays, and so does muting. */
export function watch(tx: Tx, watching: Watching): Promise<void> {
  return insertWatchers(tx, watching)
}

/** People told of one event; more than this watch nothing any more. */
const WATCHERS_MAX = 200

/**
 * Who hears of what happens to a record, with the reason; muted ones are left out. Whether each may still see the record is for
 * whoever tells them to ask, at the moment of telling.
 */
export async function watchersOf(
  tx: Tx,
  recordId: string,
): Promise<readonly { readonly personId: string; readonly reason: Watching['reason'] }[]> {
  const rows = await listWatchers(tx, recordId, WATCHERS_MAX)
  return rows.filter(({ muted }) => !muted).map(({ personId, reason }) => ({ personId, reason }))
}

/** Why they watch is why they are told; the other reasons for watching are no more than that. */
const reasons: Partial<Record<Watching['reason'], NoticeReason>> = { author: 'author', owner: 'owner' }

/** The same people, with the reason that they are given. */
export async function watchersTold(tx: Tx, recordId: string): Promise<readonly Told[]> {
  const watchers = await watchersOf(tx, recordId)
  return watchers.map(({ personId, reason }) => ({ personId, reason: reasons[reason] ?? 'watching' }))
}
