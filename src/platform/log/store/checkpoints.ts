/** SQL on checkpoints and their signing key. */
import type { Insertable, Selectable } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { DB, EventCheckpointTable, EventSigningKeyTable } from '../rows.gen.ts'

export type CheckpointRow = Selectable<EventCheckpointTable>

/** In the transaction that seals the event it signs. */
export async function insertCheckpoint(tx: Tx, row: Insertable<EventCheckpointTable>): Promise<void> {
  await affected(tx, 'log.insertCheckpoint', kysely<DB>(tx).insertInto('event_checkpoint').values(row))
}

/** The newest checkpoint. */
export async function findLastCheckpoint(tx: Tx): Promise<{ seq: number; at: Instant } | undefined> {
  const query = kysely<DB>(tx).selectFrom('event_checkpoint').select(['seq', 'at']).orderBy('seq', 'desc').limit(1)
  const [row] = await named(tx, 'log.findLastCheckpoint', query)
  return row
}

/** Ascending from `after`, at most `limit`. */
export function findCheckpoints(tx: Tx, { after, limit }: { readonly after: number; readonly limit: number }): Promise<CheckpointRow[]> {
  const query = kysely<DB>(tx).selectFrom('event_checkpoint').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
  return named(tx, 'log.findCheckpoints', query)
}

/** Does nothing when there is a key: two would make checkpoints ambiguous. */
export async function insertSigningKey(tx: Tx, row: Insertable<EventSigningKeyTable>): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('event_signing_key')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
  await affected(tx, 'log.insertSigningKey', query)
}

/** The one signing key; undefined before the first checkpoint. */
export async function findSigningKey(tx: Tx): Promise<Pick<Selectable<EventSigningKeyTable>, 'sealed_private_key'> | undefined> {
  const [row] = await named(tx, 'log.findSigningKey', kysely<DB>(tx).selectFrom('event_signing_key').select('sealed_private_key').limit(1))
  return row
}
