/** The tables of ClickHouse as lines of JSON, as the server writes them while it reads. */
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { OpenedClickHouse } from '../clickhouse/open.ts'
import { quoteName } from '../clickhouse/quote.ts'
import { StartFault } from '../start-fault.ts'
import type { ExportRules } from './what.ts'

export interface MeasuredTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** Throws a StartFault that names every table about which nobody has decided. On a cluster the parts of a table lie in `…_local`. */
export async function measuredTables(
  clickhouse: OpenedClickHouse,
  { measured, measuredLeftOut }: ExportRules,
): Promise<readonly MeasuredTable[]> {
  const rows = await clickhouse.query<{ table: string; name: string; type: string }>({
    name: 'export.measuredColumns',
    sql: `select table, name, type from system.columns
      where database = currentDatabase() and not endsWith(table, '_local') and default_kind not in ('MATERIALIZED', 'ALIAS')
        and table in (select name from system.tables where database = currentDatabase() and not endsWith(engine, 'View'))
      order by table, position`,
  })
  const names = [...new Set(rows.map(({ table }) => table))].filter((name) => !(name in measuredLeftOut))
  const undecided = names.filter((name) => !measured.includes(name))
  if (undecided.length > 0) throw new StartFault(`Nobody has decided whether these measured tables are exported: ${undecided.join(', ')}.`)
  return names.map((name) => ({
    name,
    columns: rows.filter(({ table }) => table === name).map((column) => ({ name: column.name, type: column.type })),
  }))
}

/** Facts end where the snapshot of the log does; what is measured ends at the instant at which the export began. */
export function measuredLines(
  clickhouse: OpenedClickHouse,
  { name, columns }: MeasuredTable,
  { seq, at }: { readonly seq: number; readonly at: Instant },
): AsyncIterable<Uint8Array> {
  const has = (column: string): boolean => columns.some((one) => one.name === column)
  const until = has('seq') ? `seq <= ${seq}` : has('t') ? `t <= toDateTime(${Math.floor(at / SECOND_MS)}, 'UTC')` : '1'
  const list = columns.map(written).join(', ')
  return clickhouse.lines({ name: 'export.measuredLines', sql: `select ${list} from ${quoteName(name)} where ${until}` })
}

/** Ids of bytes are no texts: they are written in hexadecimal, as they are sent. */
function written({ name, type }: MeasuredTable['columns'][number]): string {
  const column = quoteName(name)
  return type.startsWith('FixedString') ? `lower(hex(${column})) as ${column}` : column
}
