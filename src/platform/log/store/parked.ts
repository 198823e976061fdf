/** SQL on events that wait because a reaction failed on their record. */
import { sql, type Insertable, type Selectable } from 'kysely'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { ParkedRecord } from '../log.ts'
import type { DB, ReactionParkedTable } from '../rows.gen.ts'

export type ParkedRow = Selectable<ReactionParkedTable>

/** At least one row. */
export async function insertParked(tx: Tx, rows: readonly Insertable<ReactionParkedTable>[]): Promise<void> {
  await affected(tx, 'log.insertParked', kysely<DB>(tx).insertInto('reaction_parked').values(rows))
}

/** Which of these records have events waiting for the reaction. */
export async function findParkedRecords(tx: Tx, reaction: string, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
  const query = kysely<DB>(tx)
    .selectFrom('reaction_parked')
    .select('record_id')
    .distinct()
    .where('reaction', '=', reaction)
    .where('record_id', 'in', recordIds)
  const rows = await named(tx, 'log.findParkedRecords', query)
  return new Set(rows.map(({ record_id }) => record_id))
}

/** One waiting event. */
export async function findParked(tx: Tx, id: string): Promise<ParkedRow | undefined> {
  const [row] = await named(tx, 'log.findParked', kysely<DB>(tx).selectFrom('reaction_parked').selectAll().where('id', '=', id))
  return row
}

/** One reaction on one record. */
export interface WaitingQuery {
  readonly reaction: string
  readonly recordId: string
  readonly limit: number
}

/** What waits for the reaction on one record, oldest first. */
export function findWaiting(tx: Tx, { reaction, recordId, limit }: WaitingQuery): Promise<ParkedRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('reaction_parked')
    .selectAll()
    .where('reaction', '=', reaction)
    .where('record_id', '=', recordId)
    .orderBy('seq')
    .limit(limit)
  return named(tx, 'log.findWaiting', query)
}

/** After its event was handled, in the same transaction. */
export async function deleteParked(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'log.deleteParked', kysely<DB>(tx).deleteFrom('reaction_parked').where('id', '=', id))
}

/** `attempts` counts the one that failed; `retry_at` null leaves the rest to people. */
export interface FailedAttempt {
  readonly attempts: number
  readonly error: string
  readonly retry_at: Date | null
}

/** Notes a failed run on the event that failed. */
export async function updateFailed(tx: Tx, id: string, attempt: FailedAttempt): Promise<void> {
  await affected(tx, 'log.updateFailed', kysely<DB>(tx).updateTable('reaction_parked').set(attempt).where('id', '=', id))
}

/** The failed event of each record with the number of those behind it, by id, after `after`. */
export function findParkedHeads(
  tx: Tx,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<ParkedRecord[]> {
  return named(
    tx,
    'log.findParkedHeads',
    sql<ParkedRecord>`select id, reaction, record_id as "recordId", seq, attempts, coalesce(error, '') as error, parked_at as "parkedAt",
        retry_at as "retryAt", (select count(*) from reaction_parked behind
          where behind.reaction = head.reaction and behind.record_id = head.record_id) as waiting
      from reaction_parked head
      where attempts > 0 and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`,
  )
}
