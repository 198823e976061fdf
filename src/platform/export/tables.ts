/**
 * The tables of PostgreSQL as lines of JSON, read through a cursor in one snapshot, so that memory stays at a page. Ids become those
 * of the API wherever a foreign key, the table or a column beside it (`record_kind` beside `record_id`) tells what they are of.
 */
import type pg from 'pg'
import { prefixes, toId, type Thing } from '#kit/ids.ts'
import { StartFault } from '../start-fault.ts'
import type { ExportRules } from './what.ts'

/** Rows held at once. */
const PAGE = 500

export interface ExportedColumn {
  readonly name: string
  /** As PostgreSQL calls it. */
  readonly type: string
  readonly nullable: boolean
  /**
   * What its ids are of: a thing of the API, `column:<name>` where another column says it, `row:<table>` where the row says it that is
   * pointed at, or null where they stay UUIDs.
   */
  readonly idOf: string | null
  /** Table that it points at. */
  readonly references: string | null
}

export interface ExportedTable {
  readonly name: string
  readonly columns: readonly ExportedColumn[]
  /** Columns by which its lines are sorted. */
  readonly key: readonly string[]
}

interface ColumnRow {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly references: string | null
}

/** In the order of their names. Throws a StartFault that names every table about which nobody has decided. */
export async function exportedTables(client: Pick<pg.Client, 'query'>, rules: ExportRules): Promise<readonly ExportedTable[]> {
  const { rows } = await client.query<ColumnRow>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
       (select k.confrelid::regclass::text from pg_constraint k
        where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey)
        order by cardinality(k.conkey) desc, k.conname limit 1) as references
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and n.nspname = current_schema() and a.attnum > 0 and not a.attisdropped
     order by c.relname, a.attnum`,
  )
  const names = [...new Set(rows.map(({ table }) => table))]
  const undecided = names.filter((name) => !rules.exported.includes(name) && !(name in rules.leftOut))
  if (undecided.length > 0) throw new StartFault(`Nobody has decided whether these tables are exported: ${undecided.join(', ')}.`)
  const keys = await keysOf(client)
  const ofManyKinds = new Set(rows.filter(({ name }) => name === 'kind').map(({ table }) => table))
  return names
    .filter((name) => rules.exported.includes(name))
    .map((name) => {
      const own = rows.filter(({ table, ...column }) => table === name && !(`${name}.${column.name}` in rules.leftOutColumns))
      return { name, key: keys.get(name) ?? [], columns: own.map((column) => describe(column, own, rules, ofManyKinds)) }
    })
}

async function keysOf(client: Pick<pg.Client, 'query'>): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by k.place) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace,
       unnest(i.indkey) with ordinality as k(number, place) join pg_attribute a on a.attnum = k.number
     where i.indisprimary and n.nspname = current_schema() and a.attrelid = i.indrelid group by c.relname`,
  )
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

function describe(column: ColumnRow, own: readonly ColumnRow[], rules: ExportRules, ofManyKinds: ReadonlySet<string>): ExportedColumn {
  const { name, type, nullable, references } = column
  const beside = own.find((other) => other.name === name.replace(/_id$/, '_kind') && other.name !== name)
  const isId = type === 'uuid' || beside !== undefined
  const idOf = isId ? (thingOf(column, rules, ofManyKinds) ?? (beside ? `column:${beside.name}` : null)) : null
  return { name, type, nullable, references, idOf }
}

/** Rows of many kinds say theirs in their column `kind`; what refers to them asks there. */
function thingOf({ table, name, references }: ColumnRow, { things }: ExportRules, ofManyKinds: ReadonlySet<string>): string | null {
  const of = name === 'id' ? table : references
  if (of === null) return null
  const thing = things[of] ?? of
  if (thing in prefixes) return thing
  if (!ofManyKinds.has(of)) return null
  return of === table ? 'column:kind' : `row:${of}`
}

/** The lines of a table, each with its end. */
export async function* tableLines(client: Pick<pg.Client, 'query'>, table: ExportedTable, rules: ExportRules): AsyncGenerator<string> {
  const written = table.columns.map(({ name }) => `${rules.written[`${table.name}.${name}`] ?? `t."${name}"`} as "${name}"`)
  const kinds = table.columns
    .filter(({ idOf }) => idOf?.startsWith('row:'))
    .map(({ name, references }) => `(select r.kind from "${references}" r where r.id = t."${name}") as "${KIND_OF}${name}"`)
  const order = table.key.length === 0 ? '' : ` order by ${table.key.map((name) => `t."${name}"`).join(', ')}`
  const where = rules.rows[table.name] ?? 'true'
  const source = `select ${[...written, ...kinds].join(', ')} from "${table.name}" t where ${where}${order}`
  await client.query(`declare export_lines no scroll cursor for select row_to_json(x)::text as line from (${source}) x`)
  try {
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from export_lines`)
      if (rows.length === 0) return
      yield rows.map(({ line }) => `${JSON.stringify(onTheWire(JSON.parse(line) as Row, table.columns))}\n`).join('')
    }
  } finally {
    await client.query('close export_lines')
  }
}

type Row = Record<string, unknown>
const KIND_OF = 'kind of '

function onTheWire(row: Row, columns: readonly ExportedColumn[]): Row {
  return Object.fromEntries(columns.map(({ name, idOf }) => [name, idOf === null ? row[name] : idIn(row, name, idOf)]))
}

function idIn(row: Row, name: string, idOf: string): unknown {
  const value = row[name]
  const thing = idOf.startsWith('row:') ? row[`${KIND_OF}${name}`] : idOf.startsWith('column:') ? row[idOf.slice('column:'.length)] : idOf
  return typeof value === 'string' && typeof thing === 'string' && thing in prefixes && isUuid(value) ? toId(thing as Thing, value) : value
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}
