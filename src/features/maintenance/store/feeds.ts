/** Table `window_feed`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Replaces the one before, whose address ends. */
export async function putFeed(tx: Tx, of: { readonly personId: string; readonly tokenHash: Buffer; readonly at: Instant }): Promise<void> {
  const query = sql`
    insert into window_feed (person_id, token_hash, created_at) values (${of.personId}, ${of.tokenHash}, ${toDate(of.at)})
    on conflict (person_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at`
  await affected(tx, 'maintenance.putFeed', query)
}

/** UUID of the person whose feed it is. */
export async function findFeedOwner(tx: Tx, tokenHash: Buffer): Promise<string | undefined> {
  const query = sql<{ personId: string }>`select person_id as "personId" from window_feed where token_hash = ${tokenHash}`
  return (await named(tx, 'maintenance.findFeedOwner', query))[0]?.personId
}

/** Since when these people have one. */
export function findFeeds(tx: Tx, personIds: readonly string[]): Promise<{ readonly createdAt: Instant }[]> {
  const query = sql<{ createdAt: Instant }>`select created_at as "createdAt" from window_feed where person_id = any(${personIds}::uuid[])`
  return named(tx, 'maintenance.findFeeds', query)
}

export function deleteFeeds(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'maintenance.deleteFeeds', sql`delete from window_feed where person_id = any(${personIds}::uuid[])`)
}
