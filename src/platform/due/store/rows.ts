/** SQL on due rows. */
import { sql, type Selectable } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { LateRow } from '../due.ts'
import type { DB, DueTable } from '../rows.gen.ts'

export type DueRow = Selectable<DueTable>

/** A row that is set again starts afresh: what failed before was about another instant. */
export async function upsertDue(
  tx: Tx,
  { kind, record, at }: { readonly kind: string; readonly record: string; readonly at: Instant },
): Promise<void> {
  const fresh = { at: toDate(at), try_at: toDate(at), attempts: 0, error: null }
  const query = kysely<DB>(tx)
    .insertInto('due')
    .values({ kind, record, ...fresh })
    .onConflict((on) => on.columns(['kind', 'record']).doUpdateSet(fresh))
  await affected(tx, 'due.upsert', query)
}

/** Idempotent. */
export async function deleteDue(tx: Tx, { kind, record }: { readonly kind: string; readonly record: string }): Promise<void> {
  await affected(tx, 'due.delete', kysely<DB>(tx).deleteFrom('due').where('kind', '=', kind).where('record', '=', record))
}

/** Removes the row that is due longest and that no other sweep holds; undefined when there is none. */
export async function claimDue(
  tx: Tx,
  { now, kinds }: { readonly now: Instant; readonly kinds: readonly string[] },
): Promise<DueRow | undefined> {
  const [row] = await named(
    tx,
    'due.claim',
    sql<DueRow>`delete from due where (kind, record) in (
        select kind, record from due where try_at <= ${toDate(now)} and kind = any(${kinds}::text[])
        order by try_at limit 1 for update skip locked)
      returning *`,
  )
  return row
}

/** A failure of what fell due; `row` as it was claimed. */
export interface Postponement {
  readonly row: DueRow
  readonly error: string
  readonly tryAt: Instant
}

/** Notes a failure. Touches nothing when the row was set or cleared meanwhile. */
export async function postponeDue(tx: Tx, { row, error, tryAt }: Postponement): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('due')
    .set({ try_at: toDate(tryAt), attempts: row.attempts + 1, error })
    .where('kind', '=', row.kind)
    .where('record', '=', row.record)
    .where('try_at', '=', sql<Instant>`${toDate(row.try_at)}`)
  await affected(tx, 'due.postpone', query)
}

/** Rows that failed at least once, longest due first. */
export function findLate(tx: Tx, limit: number): Promise<LateRow[]> {
  return named(
    tx,
    'due.findLate',
    sql<LateRow>`select kind, record, at, attempts, error, try_at as "tryAt" from due where attempts > 0 order by at limit ${limit}`,
  )
}
