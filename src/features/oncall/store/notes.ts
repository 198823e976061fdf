/** Tables `duty_note` and `duty_feed`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface NoteRow {
  readonly id: string
  readonly personId: string
  readonly text: string
  readonly createdAt: Instant
}

export async function insertNote(tx: Tx, row: NoteRow & { readonly scheduleId: string }): Promise<void> {
  await affected(
    tx,
    'oncall.insertNote',
    sql`insert into duty_note (id, schedule_id, person_id, text, created_at)
      values (${row.id}, ${row.scheduleId}, ${row.personId}, ${row.text}, ${toDate(row.createdAt)})`,
  )
}

/** The newest first. */
export function listNotes(tx: Tx, { scheduleId, limit }: { readonly scheduleId: string; readonly limit: number }): Promise<NoteRow[]> {
  return named(
    tx,
    'oncall.listNotes',
    sql<NoteRow>`select id, person_id as "personId", text, created_at as "createdAt" from duty_note
      where schedule_id = ${scheduleId} order by created_at desc, id desc limit ${limit}`,
  )
}

export interface FeedRow {
  readonly personId: string
  /** Null: the person's own shifts. */
  readonly scheduleId: string | null
}

/** The address before, if there was one, stops working. */
export async function putFeed(
  tx: Tx,
  row: FeedRow & { readonly id: string; readonly secretHash: Buffer; readonly at: Instant },
): Promise<void> {
  await affected(
    tx,
    'oncall.putFeed',
    sql`insert into duty_feed (id, person_id, schedule_id, secret_hash, created_at)
      values (${row.id}, ${row.personId}, ${row.scheduleId}, ${row.secretHash}, ${toDate(row.at)})
      on conflict (person_id, schedule_id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at`,
  )
}

export async function findFeed(tx: Tx, secretHash: Buffer): Promise<FeedRow | undefined> {
  const query = sql<FeedRow>`select person_id as "personId", schedule_id as "scheduleId" from duty_feed where secret_hash = ${secretHash}`
  return (await named(tx, 'oncall.findFeed', query))[0]
}
