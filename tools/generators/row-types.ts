/** Writes row types for Kysely from the catalogue's columns. */
import type { Column, Table } from './catalogue.ts'

interface Shape {
  readonly read: string
  readonly write: string
}

const same = (type: string): Shape => ({ read: type, write: type })

// A type that is missing here has no agreed form inside the program: add the parser to platform/pg/pool.ts and the line here.
const SHAPES: Readonly<Record<string, Shape>> = {
  text: same('string'),
  uuid: same('string'),
  date: same('string'),
  inet: same('string'),
  tsvector: same('string'),
  // Read and written through its bounds only.
  tstzrange: same('string'),
  boolean: same('boolean'),
  smallint: same('number'),
  integer: same('number'),
  bigint: same('number'),
  'double precision': same('number'),
  'timestamp with time zone': { read: 'Instant', write: 'Date' },
  bytea: { read: 'Buffer', write: 'Uint8Array' },
  // The driver would write a JavaScript array as a PostgreSQL array, so JSON is handed over as text.
  jsonb: { read: 'unknown', write: 'string' },
  'text[]': same('string[]'),
  'uuid[]': same('string[]'),
  'integer[]': same('number[]'),
}

/** The content of one rows.gen.ts. */
export function rowTypes(tables: readonly Table[]): string {
  const interfaces = tables.map(tableType).join('\n')
  const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(interfaces)
  const kysely = ['ColumnType', 'Generated', 'GeneratedAlways'].filter(used)
  const imports = [
    ...(kysely.length > 0 ? [`import type { ${kysely.join(', ')} } from 'kysely'`] : []),
    ...(used('Instant') ? [`import type { Instant } from '#kit/time.ts'`] : []),
  ]
  const index = tables.map(({ name }) => `  ${name}: ${typeName(name)}`).join('\n')
  return `// Generated from the migrations by tools/generators/rows.ts.\n${imports.join('\n')}\n\n${interfaces}\nexport interface DB {\n${index}\n}\n`
}

function tableType(table: Table): string {
  const lines = table.columns.map((column) => `  ${column.name}: ${columnType(table, column)}`)
  return `export interface ${typeName(table.name)} {\n${lines.join('\n')}\n}\n`
}

const typeName = (table: string): string => `${table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Table`

function columnType(table: Table, column: Column): string {
  const closed = closedValues(table, column)
  const shape = closed ? same(closed) : SHAPES[column.type]
  if (!shape) throw new Error(`${table.name}.${column.name}: no row type is agreed for ${column.type}`)
  const orNull = column.nullable ? ' | null' : ''
  const read = shape.read === 'unknown' ? 'unknown' : shape.read + orNull
  const write = shape.write + orNull
  if (column.computed) return `ColumnType<${read}, never, never>`
  if (column.identity === 'a') return `GeneratedAlways<${read}>`
  const optional = column.fallback !== null || column.identity === 'd'
  if (read !== write) return `ColumnType<${read}, ${write}${optional || column.nullable ? ' | undefined' : ''}, ${write}>`
  return optional ? `Generated<${read}>` : read
}

/** `'a' | 'b'` when a check constraint lists the values of a text column. */
function closedValues(table: Table, column: Column): string | undefined {
  if (column.type !== 'text') return undefined
  const list = new RegExp(`CHECK \\(\\(${column.name} = ANY \\(ARRAY\\[([^\\]]+)\\]\\)\\)\\)$`)
  const found = table.constraints.map((constraint) => list.exec(constraint)?.[1]).find((values) => values !== undefined)
  const values = found?.match(/'[^']*'(?=::text)/g)
  return values?.join(' | ')
}
