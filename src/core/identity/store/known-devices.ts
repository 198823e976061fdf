/** Browsers in which people signed in before. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Notes that the person signed in there at `at`. Whether they did so before, there and in any browser. */
export async function meetDevice(
  tx: Tx,
  of: { readonly personId: string; readonly tokenHash: Buffer; readonly at: Instant },
): Promise<{ readonly known: boolean; readonly first: boolean }> {
  const rows = await named(
    tx,
    'identity.meetDevice',
    sql<{ known: boolean; first: boolean }>`
      with met as (
        insert into known_device (person_id, token_hash, seen_at) values (${of.personId}, ${of.tokenHash}, ${toDate(of.at)})
        on conflict (person_id, token_hash) do update set seen_at = excluded.seen_at)
      select exists (select from known_device where person_id = ${of.personId} and token_hash = ${of.tokenHash}) as known,
        not exists (select from known_device where person_id = ${of.personId}) as first`,
  )
  return rows[0] ?? { known: false, first: true }
}

/** Keeps the `keep` devices of a person that were seen last. */
export async function forgetOldestDevices(tx: Tx, personId: string, keep: number): Promise<void> {
  await affected(
    tx,
    'identity.forgetOldestDevices',
    sql`delete from known_device where (person_id, token_hash) in (
      select person_id, token_hash from known_device where person_id = ${personId} order by seen_at desc, token_hash offset ${keep})`,
  )
}

/** Removes a bounded number of those that were not seen since. */
export function sweepDevices(tx: Tx, before: { readonly seen: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'identity.sweepDevices',
    sql`delete from known_device where (person_id, token_hash) in (
      select person_id, token_hash from known_device where seen_at <= ${toDate(before.seen)} limit ${before.limit})`,
  )
}
