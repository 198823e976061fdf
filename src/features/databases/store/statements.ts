/** Table `database_statement`: what statements did between two readings. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { StatementCount } from '../domain/reading.ts'

/** Days for which they are kept: a month's comparison. */
const KEEP_DAYS = 30

export interface StatementRow extends StatementCount {
  readonly text: string
}

export interface StatementsKept {
  readonly environmentId: string
  readonly databaseId: string
  /** End of the time in which they ran. */
  readonly at: Instant
  /** At least one. */
  readonly statements: readonly StatementRow[]
}

/** Idempotent by database, time and statement. */
export async function insertStatements(
  clickhouse: ClickHouse,
  { environmentId, databaseId, at, statements }: StatementsKept,
): Promise<void> {
  const block = encodeNative([
    { name: 'keep', type: 'UInt16', values: statements.map(() => KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: statements.map(() => environmentId) },
    { name: 'db', type: 'UUID', values: statements.map(() => databaseId) },
    { name: 't', type: 'DateTime', values: statements.map(() => Math.floor(at / SECOND_MS)) },
    { name: 'fingerprint', type: 'String', values: statements.map(({ fingerprint }) => fingerprint) },
    { name: 'text', type: 'String', values: statements.map(({ text }) => text) },
    { name: 'calls', type: 'UInt64', values: statements.map(({ calls }) => Math.round(calls)) },
    { name: 'total', type: 'Float64', values: statements.map(({ totalMs }) => totalMs) },
    { name: 'n_rows', type: 'UInt64', values: statements.map(({ rows }) => Math.round(rows)) },
  ])
  await clickhouse.insertNative('database_statement', block)
}

export interface StatementsAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly databaseId: string
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  readonly limit: number
}

export interface StatementSum extends StatementRow {
  /** Of the time of all, 0 to 1. */
  readonly share: number
}

/** Those that took most of the time first. */
export async function sumStatements(clickhouse: ClickHouse, ask: StatementsAsk): Promise<readonly StatementSum[]> {
  type Row = { fingerprint: string; text: string; calls: string; totalMs: number; rows: string; share: number }
  const rows = await clickhouse.query<Row>({
    name: 'databases.sumStatements',
    sql: `
      select fingerprint, anyLastIf(text, text != '') as text, toString(sum(calls)) as calls, sum(total) as totalMs, toString(sum(n_rows)) as rows,
        if(sum(sum(total)) over () > 0, sum(total) / sum(sum(total)) over (), 0) as share
      from database_statement final
      where env = {env:UUID} and db = {db:UUID} and t > toDateTime({from:UInt32}) and t <= toDateTime({to:UInt32})
        and toStartOfHour(t) >= toStartOfHour(toDateTime({from:UInt32})) and toStartOfHour(t) <= toDateTime({to:UInt32})
      group by fingerprint
      order by totalMs desc, fingerprint
      limit {limit:UInt32}`,
    params: {
      env: ask.environmentId,
      db: ask.databaseId,
      from: Math.max(0, Math.floor(ask.from / SECOND_MS)),
      to: Math.max(0, Math.floor(ask.to / SECOND_MS)),
      limit: ask.limit,
    },
  })
  return rows.map(({ calls, rows: count, ...row }) => ({ ...row, calls: Number(calls), rows: Number(count) }))
}

export interface SlowAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  /** UUIDs. */
  readonly databaseIds: readonly string[]
  readonly from: Instant
  readonly limit: number
}

export interface SlowStatement {
  readonly databaseId: string
  readonly fingerprint: string
  readonly text: string
  readonly calls: number
  readonly meanMs: number
}

/** Those whose calls took longest on average first. */
export async function listSlow(clickhouse: ClickHouse, ask: SlowAsk): Promise<readonly SlowStatement[]> {
  return clickhouse.query<SlowStatement>({
    name: 'databases.listSlow',
    sql: `
      select db as databaseId, fingerprint, anyLastIf(text, text != '') as text, toFloat64(sum(calls)) as calls,
        sum(total) / sum(database_statement.calls) as meanMs
      from database_statement final
      where env = {env:UUID} and db in {databases:Array(UUID)} and t > toDateTime({from:UInt32})
        and toStartOfHour(t) >= toStartOfHour(toDateTime({from:UInt32}))
      group by db, fingerprint
      having sum(database_statement.calls) > 0
      order by meanMs desc, db, fingerprint
      limit {limit:UInt32}`,
    params: { env: ask.environmentId, databases: ask.databaseIds, from: Math.floor(ask.from / SECOND_MS), limit: ask.limit },
  })
}
