/** Taking somebody out of the measured store: rows that are tied to them, and texts that name them. Every statement is repeatable. */
import { REDACTED, wordsPattern } from '#kit/redact.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { quoteName } from '#platform/clickhouse/quote.ts'
import { storedTable } from '#platform/clickhouse/stored-table.ts'
import type { Config } from '#platform/config/config.ts'
import type { MeasuredColumn, Subject } from '#platform/personal.ts'

/** A change of stored rows rewrites whole parts. */
const TIMEOUT_MS = 30 * MINUTE_MS

interface Store {
  readonly clickhouse: ClickHouse
  readonly config: Config
}

/** Deletes the rows that a column ties to the subject. */
export async function deleteMeasured(
  { clickhouse, config }: Store,
  { table, column, holds }: MeasuredColumn,
  subject: Subject,
): Promise<void> {
  const values = subject[holds]
  if (values.length === 0) return
  await clickhouse.command({
    name: 'privacy.deleteMeasured',
    sql: `alter table ${storedTable(config, table)} delete where has({values:Array(String)}, lower(toString(${quoteName(column)}))) settings mutations_sync = 2`,
    params: { values: values.map((value) => value.toLowerCase()) },
    timeoutMs: TIMEOUT_MS,
  })
}

/**
 * Takes names and addresses out of what programs wrote, in every table: lines of logs, errors, spans. Only tables in which somebody is
 * named are rewritten. What rows are ordered by (names of metrics, services, routes) cannot be changed and names no people.
 */
export async function redactMeasured({ clickhouse, config }: Store, subject: Subject): Promise<void> {
  const pattern = wordsPattern(subject)
  if (pattern === undefined) return
  for (const { table, columns } of await textColumns(clickhouse)) {
    const named = columns.map(([name, kind]) => NAMED[kind](quoteName(name))).join(' or ')
    const found = await clickhouse.query<{ found: number }>({
      name: 'privacy.findMeasured',
      sql: `select 1 as found from ${quoteName(table)} where ${named} limit 1`,
      params: { pattern },
      timeoutMs: TIMEOUT_MS,
    })
    if (found.length === 0) continue
    const changes = columns.map(([name, kind]) => `${quoteName(name)} = ${REWRITTEN[kind](quoteName(name))}`)
    await clickhouse.command({
      name: 'privacy.redactMeasured',
      sql: `alter table ${storedTable(config, table)} update ${changes.join(', ')} where ${named} settings mutations_sync = 2`,
      params: { pattern, mark: String.raw`\1${REDACTED}\2` },
      timeoutMs: TIMEOUT_MS,
    })
  }
}

type Kind = 'text' | 'list' | 'map'

type TextColumn = readonly [name: string, kind: Kind]

/** Columns of text that rows are not ordered by, by the name under which everybody knows their table. */
function textColumns(clickhouse: ClickHouse): Promise<readonly { readonly table: string; readonly columns: readonly TextColumn[] }[]> {
  return clickhouse.query({
    name: 'privacy.measuredColumns',
    sql: `
      select replaceRegexpOne(c.table, '_local$', '') as table,
        groupArray((c.name, multiIf(startsWith(c.type, 'Map'), 'map', startsWith(c.type, 'Array'), 'list', 'text'))) as columns
      from system.columns c join system.tables t on t.database = c.database and t.name = c.table
      where c.database = currentDatabase() and t.engine like '%MergeTree' and c.table != 'migration' and c.default_kind = ''
        and c.type in ('String', 'LowCardinality(String)', 'Array(String)', 'Map(LowCardinality(String), String)', 'Map(String, String)')
        and not c.is_in_sorting_key and not c.is_in_partition_key and not c.is_in_primary_key
      group by table
      order by table`,
  })
}

const NAMED: Readonly<Record<Kind, (column: string) => string>> = {
  text: (column) => `match(${column}, {pattern:String})`,
  list: (column) => `arrayExists(one -> match(one, {pattern:String}), ${column})`,
  map: (column) => `arrayExists(one -> match(one, {pattern:String}), mapValues(${column}))`,
}

/** Twice, because the character between two names belongs to the first of them. */
const without = (text: string) =>
  `replaceRegexpAll(replaceRegexpAll(${text}, {pattern:String}, {mark:String}), {pattern:String}, {mark:String})`

const REWRITTEN: Readonly<Record<Kind, (column: string) => string>> = {
  text: without,
  list: (column) => `arrayMap(one -> ${without('one')}, ${column})`,
  map: (column) => `mapApply((name, one) -> (name, ${without('one')}), ${column})`,
}
