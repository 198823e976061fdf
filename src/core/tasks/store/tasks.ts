/** Table `task`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface TaskRow {
  readonly id: string
  readonly description: string
  /** UUID of the record that it belongs to. */
  readonly recordId: string | null
  readonly createdBy: string | null
  readonly completedAt: Instant | null
}

/** The record of the same id is written before. */
export async function insertTask(tx: Tx, { id, description, recordId, createdBy, completedAt }: TaskRow): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('task')
    .values({
      id,
      description,
      record_id: recordId,
      created_by: createdBy,
      completed_at: completedAt === null ? null : toDate(completedAt),
    })
  await affected(tx, 'tasks.insertTask', query)
}

export async function updateTask(
  tx: Tx,
  { id, description, completedAt }: Pick<TaskRow, 'id' | 'description' | 'completedAt'>,
): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('task')
    .set({ description, completed_at: completedAt === null ? null : toDate(completedAt) })
    .where('id', '=', id)
  await affected(tx, 'tasks.updateTask', query)
}

/** Whoever changes one holds the lock on its record. */
export async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const query = sql<TaskRow>`
    select id, description, record_id as "recordId", created_by as "createdBy", completed_at as "completedAt" from task where id = ${id}`
  return (await named(tx, 'tasks.findTask', query))[0]
}

/** UUIDs of the tasks that these people made, at most `limit`, after `afterId`. */
export async function tasksMadeBy(
  tx: Tx,
  personIds: readonly string[],
  page: { readonly afterId: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const after = page.afterId === null ? sql`true` : sql`id > ${page.afterId}::uuid`
  const query = sql<{ id: string }>`
    select id from task where created_by = any(${personIds}::uuid[]) and ${after} order by id limit ${page.limit}`
  return (await named(tx, 'tasks.tasksMadeBy', query)).map(({ id }) => id)
}

/** Forgets who made them; returns how many. */
export function forgetMakers(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'tasks.forgetMakers', sql`update task set created_by = null where created_by = any(${personIds}::uuid[])`)
}

/** By UUID; for the excerpts of search. */
export async function descriptionsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; description: string }>`select id, description from task where id = any(${ids}::uuid[])`
  const rows = await named(tx, 'tasks.descriptionsOf', query)
  return new Map(rows.map(({ id, description }) => [id, description]))
}

/** UUIDs of the tasks of a record, deleted ones too, in the order in which they were added. */
export async function listTaskIdsOf(tx: Tx, recordId: string, limit: number): Promise<readonly string[]> {
  const query = sql<{ id: string }>`select id from task where record_id = ${recordId} order by id limit ${limit}`
  return (await named(tx, 'tasks.listTaskIdsOf', query)).map(({ id }) => id)
}

/** The same without a bound: what becomes visible or invisible with its record must do so whole. */
export async function taskIdsOf(tx: Tx, recordId: string): Promise<readonly string[]> {
  const query = sql<{ id: string }>`select id from task where record_id = ${recordId} order by id`
  return (await named(tx, 'tasks.taskIdsOf', query)).map(({ id }) => id)
}
