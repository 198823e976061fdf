/** SQL on the queue of unsealed events and on the end of the log. */
import { sql, type Insertable } from 'kysely'
import { affected, dispatch, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { DB, EventPendingTable } from '../rows.gen.ts'
import { HEADER_COLUMNS, type HeaderRow } from './headers.ts'

const COLUMNS = [...HEADER_COLUMNS, 'particulars', 'personal'] as const
const INSERT = `insert into event_pending (${COLUMNS.join(', ')}) values (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`

/** Writes an event into the queue: every action does, as the last thing before its commit. */
export function insertPending(tx: Tx, row: Insertable<EventPendingTable>): void {
  const values = COLUMNS.map((column) => row[column])
  dispatch(tx, 'log.insertPending', INSERT, values)
}

/** The oldest waiting events that are committed, at most `limit`, in the order in which they will be sealed. */
export function findPending(tx: Tx, limit: number): Promise<(HeaderRow & { ordinal: number })[]> {
  return named(
    tx,
    'log.findPending',
    kysely<DB>(tx)
      .selectFrom('event_pending')
      .select(['ordinal', ...HEADER_COLUMNS])
      .orderBy('ordinal')
      .limit(limit),
  )
}

/** The last ordinal that is waiting; 0 when nothing is. */
export async function lastPending(tx: Tx): Promise<number> {
  const [row] = await named(
    tx,
    'log.lastPending',
    kysely<DB>(tx)
      .selectFrom('event_pending')
      .select((of) => of.fn.coalesce(of.fn.max('ordinal'), sql<number>`0`).as('ordinal')),
  )
  return row?.ordinal ?? 0
}

/** How many events wait to be sealed. */
export async function countPending(tx: Tx): Promise<number> {
  const [row] = await named(
    tx,
    'log.countPending',
    kysely<DB>(tx)
      .selectFrom('event_pending')
      .select((of) => of.fn.countAll<number>().as('events')),
  )
  return row?.events ?? 0
}

/** True while an event up to `ordinal` waits. */
export async function waitsUpTo(tx: Tx, ordinal: number): Promise<boolean> {
  const rows = await named(
    tx,
    'log.waitsUpTo',
    kysely<DB>(tx).selectFrom('event_pending').select('ordinal').where('ordinal', '<=', ordinal).limit(1),
  )
  return rows.length > 0
}

/** Where the log ends; undefined for an empty log. */
export async function findHead(tx: Tx): Promise<{ seq: number; hash: Buffer } | undefined> {
  const [row] = await named(tx, 'log.findHead', kysely<DB>(tx).selectFrom('event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))
  return row
}

export interface Sealing {
  /** seq of the event after which the batch is appended. */
  readonly after: number
  /** In sealing order. */
  readonly ordinals: readonly number[]
  /** One for each ordinal. */
  readonly hashes: readonly Uint8Array[]
}

/**
 * Moves events from the queue to the end of the log and returns how many were moved. Fewer than asked for, or a duplicate key
 * `event_pkey`, say that somebody else sealed meanwhile: the caller rolls back.
 */
export function moveSealed(tx: Tx, { after, ordinals, hashes }: Sealing): Promise<number> {
  return affected(
    tx,
    'log.moveSealed',
    sql`with taken as (delete from event_pending where ordinal = any(${ordinals}::bigint[]) returning *)
      insert into event (seq, hash, id, kind, version, at, actor_kind, actor_id, record_kind, record_id, client_id, application_id,
        audience, subject, particulars, particulars_digest, personal, personal_digest)
      select ${after}::bigint + sealed.position, sealed.hash, id, kind, version, at, actor_kind, actor_id, record_kind, record_id, client_id,
        application_id, audience, subject, particulars, particulars_digest, personal, personal_digest
      from unnest(${ordinals}::bigint[], ${hashes}::bytea[]) with ordinality as sealed (ordinal, hash, position)
      join taken using (ordinal)
      where (select coalesce(max(seq), 0) from event) = ${after}::bigint`,
  )
}
