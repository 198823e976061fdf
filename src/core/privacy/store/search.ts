/** Looking for what is left of somebody in texts of any table. */
import { sql } from 'kysely'
import { distinctive } from '#kit/redact.ts'
import { named } from '#platform/pg/tx.ts'
import type { Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'

/** Columns of text, JSON and lists of texts of our own schema: wherever a name could have been written. */
function textColumns(tx: Tx): Promise<{ readonly table: string; readonly column: string }[]> {
  return named(
    tx,
    'privacy.textColumns',
    sql<{ table: string; column: string }>`
      select c.relname as "table", a.attname as "column"
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
        and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype, 'tsvector'::regtype)
      order by 1, 2`,
  )
}

/** How many rows of which column still have a name or address in them, compared without regard to case. One table scan each. */
export async function findRemains(tx: Tx, { names, emails }: Subject): Promise<Readonly<Record<string, number>>> {
  const words = [...distinctive(names), ...emails]
  if (words.length === 0) return {}
  const columns = await textColumns(tx)
  const remains: Record<string, number> = {}
  for (const table of new Set(columns.map((one) => one.table))) {
    const ofTable = columns.filter((one) => one.table === table).map(({ column }) => column)
    const counts = ofTable.map(
      (column, index) => sql`count(*) filter (where exists (
      select 1 from unnest(${words}::text[]) as word where position(lower(word) in lower(${sql.ref(column)}::text)) > 0)) as ${sql.ref(`c${index}`)}`,
    )
    const query = sql<Record<string, number>>`select ${sql.join(counts)} from ${sql.table(table)}`
    const [row] = await named(tx, 'privacy.countRemains', query)
    for (const [index, column] of ofTable.entries()) {
      const count = row?.[`c${index}`] ?? 0
      if (count > 0) remains[`${table}.${column}`] = count
    }
  }
  return remains
}
