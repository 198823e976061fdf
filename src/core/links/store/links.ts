/** Table `link`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { LinkEnds } from '../domain/types.ts'
import type { DB } from './rows.gen.ts'

export interface LinkRow extends LinkEnds {
  readonly id: string
  readonly type: string
  readonly createdAt: Instant
}

const columns = ['id', 'source_id as sourceId', 'target_id as targetId', 'type', 'created_at as createdAt'] as const

/** False when the two are linked in this way already. */
export async function insertLink(tx: Tx, { id, sourceId, targetId, type, createdAt }: LinkRow): Promise<boolean> {
  const query = kysely<DB>(tx)
    .insertInto('link')
    .values({ id, source_id: sourceId, target_id: targetId, type, created_at: toDate(createdAt) })
    .onConflict((on) => on.constraint('link_unique').doNothing())
  return (await affected(tx, 'links.insertLink', query)) === 1
}

/** Locked until the transaction ends. */
export async function lockLink(tx: Tx, id: string): Promise<LinkRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('link').select(columns).where('id', '=', id).forUpdate()
  return (await named<LinkRow>(tx, 'links.lockLink', query))[0]
}

export async function deleteLink(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'links.deleteLink', kysely<DB>(tx).deleteFrom('link').where('id', '=', id))
}

/** Of a record in either direction, the oldest first. */
export function listLinks(tx: Tx, recordId: string, limit: number): Promise<LinkRow[]> {
  return named(
    tx,
    'links.listLinks',
    sql<LinkRow>`
      (select id, source_id as "sourceId", target_id as "targetId", type, created_at as "createdAt" from link where source_id = ${recordId}
      union all
      select id, source_id, target_id, type, created_at from link where target_id = ${recordId})
      order by id limit ${limit}`,
  )
}
