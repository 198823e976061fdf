/** Table `watcher`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { WatchReason } from '../domain/reasons.ts'
import type { DB } from './rows.gen.ts'

export interface WatcherRow {
  readonly personId: string
  readonly reason: WatchReason
  readonly muted: boolean
  readonly since: Instant
}

export interface Watching {
  readonly recordId: string
  /** UUIDs. */
  readonly personIds: readonly string[]
  readonly reason: WatchReason
  readonly at: Instant
}

/** Those who watch already keep their reason, and those who muted it stay mute. */
export async function insertWatchers(tx: Tx, { recordId, personIds, reason, at }: Watching): Promise<void> {
  if (personIds.length === 0) return
  await affected(
    tx,
    'comments.insertWatchers',
    sql`insert into watcher (record_id, person_id, reason, since)
        select ${recordId}, person, ${reason}, ${toDate(at)} from unnest(${personIds}::uuid[]) as person on conflict do nothing`,
  )
}

/** False when that person does not watch. */
export async function setMuted(tx: Tx, of: { recordId: string; personId: string; muted: boolean }): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('watcher')
    .set({ muted: of.muted })
    .where('record_id', '=', of.recordId)
    .where('person_id', '=', of.personId)
  return (await affected(tx, 'comments.setMuted', query)) === 1
}

export async function deleteWatcher(tx: Tx, recordId: string, personId: string): Promise<void> {
  const query = kysely<DB>(tx).deleteFrom('watcher').where('record_id', '=', recordId).where('person_id', '=', personId)
  await affected(tx, 'comments.deleteWatcher', query)
}

/** In the order in which they began; more than a hundred watch nothing. */
export function listWatchers(tx: Tx, recordId: string, limit: number): Promise<WatcherRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('watcher')
    .select(['person_id as personId', 'reason', 'muted', 'since'])
    .where('record_id', '=', recordId)
    .orderBy('since')
    .orderBy('person_id')
    .limit(limit)
  return named<WatcherRow>(tx, 'comments.listWatchers', query)
}
