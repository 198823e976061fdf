/** What is asked of MySQL 8 and MariaDB 10.5 or newer: the server's own tables only, never those of users; each question is bounded. */
import type { LockWait, RunningStatement, StatementCount, TableSize } from '../../domain/reading.ts'
import type { AskMysql } from './session.ts'

/** Rows that a page shows; more at once is one trouble with many faces. */
export const SHOWN_MAX = 20
const WAITS_MAX = 50
/** What servers count unless somebody raised it. */
const STATEMENTS_MAX = 10_000
const FINDINGS_MAX = 50

export interface ServerFacts {
  readonly version: string
  readonly isMariaDb: boolean
  readonly user: string
  readonly connectionsMax: number
  readonly countsStatements: boolean
  readonly seesProcesses: boolean
  readonly isSuperuser: boolean
}

export async function askFacts(ask: AskMysql): Promise<ServerFacts> {
  const [row] = await ask<{ version: string; user: string; max: number; counts: number }>(
    'select version() as version, current_user() as user, @@global.max_connections as max, @@global.performance_schema as counts',
  )
  const { version = '', user = '', max = 0, counts = 0 } = row ?? {}
  const grants = (await ask<Record<string, string>>('show grants')).map((grant) => Object.values(grant)[0] ?? '')
  const holds = (right: RegExp) => grants.some((grant) => / ON \*\.\* TO /.test(grant) && right.test(grant))
  const isSuperuser = holds(/^GRANT ALL PRIVILEGES|\bSUPER\b/)
  return {
    version,
    isMariaDb: /mariadb/i.test(version),
    user,
    connectionsMax: max,
    countsStatements: counts === 1,
    seesProcesses: isSuperuser || holds(/\bPROCESS\b/),
    isSuperuser,
  }
}

/** Counts and levels of the whole server by their names, which everybody may read. */
export async function askStatus(ask: AskMysql): Promise<ReadonlyMap<string, number>> {
  const rows = await ask<{ Variable_name: string; Value: string }>('show global status')
  return new Map(rows.map((row) => [row.Variable_name, Number(row.Value)]))
}

export interface Activity {
  readonly idle: number
  readonly idleInTransaction: number
}

export async function askActivity(ask: AskMysql): Promise<Activity> {
  const rows = await ask<Activity>(`
    select count(case when p.command = 'Sleep' and t.trx_id is null then 1 end) as idle,
      count(case when p.command = 'Sleep' and t.trx_id is not null then 1 end) as idleInTransaction
    from information_schema.processlist p left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id`)
  return rows[0] as Activity
}

export function askRunning(ask: AskMysql, slowMs: number): Promise<RunningStatement[]> {
  return ask<RunningStatement>(
    `select cast(id as char) as pid, user, '' as program, time * 1000 as runningMs, nullif(state, '') as waitsFor, info as text
    from information_schema.processlist
    where command not in ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID', 'Slave_IO', 'Slave_SQL', 'Connect')
      and info is not null and db = database() and id <> connection_id() and time * 1000 >= ?
    order by time desc limit ${SHOWN_MAX}`,
    [slowMs],
  )
}

/** Who waits for whose row lock. MySQL 8 moved these waits to the performance schema. */
export function askWaits(ask: AskMysql, isMariaDb: boolean): Promise<LockWait[]> {
  const [waits, waiting, blocking] = isMariaDb
    ? ['information_schema.innodb_lock_waits', 'requesting_trx_id', 'blocking_trx_id']
    : ['performance_schema.data_lock_waits', 'requesting_engine_transaction_id', 'blocking_engine_transaction_id']
  return ask<LockWait>(`
    select cast(r.trx_mysql_thread_id as char) as pid, timestampdiff(second, r.trx_wait_started, now()) * 1000 as waitedMs, coalesce(r.trx_query, '') as text,
      cast(b.trx_mysql_thread_id as char) as blockedBy, if(b.trx_query is null, 'idle in transaction', 'active') as blockerState,
      coalesce(b.trx_query, '') as blockerText, null as relation
    from ${waits} w join information_schema.innodb_trx r on r.trx_id = w.${waiting} join information_schema.innodb_trx b on b.trx_id = w.${blocking}
    where r.trx_wait_started is not null
    group by 1, 2, 3, 4, 5, 6 order by 2 desc limit ${WAITS_MAX}`)
}

/** Files of tables, so that no right to read them is needed. MariaDB kept the older names of these views. */
const innodb = (isMariaDb: boolean, view: string): string => `information_schema.innodb_${isMariaDb ? 'sys_' : ''}${view}`

export function askTables(ask: AskMysql, isMariaDb: boolean): Promise<TableSize[]> {
  return ask<TableSize>(`
    select substr(s.name, char_length(database()) + 2) as name, s.file_size as bytes, coalesce(t.num_rows, 0) as \`rows\`, null as deadRows, null as vacuumedAt
    from ${innodb(isMariaDb, 'tablespaces')} s left join ${innodb(isMariaDb, 'tablestats')} t on t.name = s.name
    where s.name like concat(replace(replace(database(), '_', '\\\\_'), '%', '\\\\%'), '/%')
    order by s.file_size desc limit ${SHOWN_MAX}`)
}

export async function askBytes(ask: AskMysql, isMariaDb: boolean): Promise<number> {
  const rows = await ask<{ bytes: number }>(`
    select coalesce(sum(file_size), 0) as bytes from ${innodb(isMariaDb, 'tablespaces')}
    where name like concat(replace(replace(database(), '_', '\\\\_'), '%', '\\\\%'), '/%')`)
  return rows[0]?.bytes ?? 0
}

/** Of the database alone, without our own, which ask no table of it. Times are picoseconds there. */
export function askStatements(ask: AskMysql): Promise<StatementCount[]> {
  return ask<StatementCount>(`
    select digest as fingerprint, count_star as calls, sum_timer_wait / 1000000000 as totalMs, sum_rows_sent + sum_rows_affected as \`rows\`
    from performance_schema.events_statements_summary_by_digest
    where schema_name = database() and digest is not null
      and not (digest_text like '%performance_schema%' or digest_text like '%information_schema%' or digest_text like 'SHOW %' or digest_text like 'SET SESSION %')
    order by sum_timer_wait desc limit ${STATEMENTS_MAX}`)
}

export function askTexts(ask: AskMysql, fingerprints: readonly string[]): Promise<{ fingerprint: string; text: string }[]> {
  return ask(
    `select digest as fingerprint, max(left(digest_text, 4000)) as text from performance_schema.events_statements_summary_by_digest
    where schema_name = database() and digest in (?) group by digest`,
    [fingerprints],
  )
}

export interface UnusedIndex {
  readonly name: string
  readonly table: string
}

/** Never read since the server started, and neither unique nor the table itself. */
export function askUnusedIndexes(ask: AskMysql, isMariaDb: boolean): Promise<UnusedIndex[]> {
  return ask<UnusedIndex>(`
    select u.index_name as name, u.object_name as \`table\`
    from performance_schema.table_io_waits_summary_by_index_usage u
      join ${innodb(isMariaDb, 'tables')} t on t.name = concat(u.object_schema, '/', u.object_name)
      join ${innodb(isMariaDb, 'indexes')} i on i.table_id = t.table_id and i.name = u.index_name
    where u.object_schema = database() and u.index_name is not null and u.count_star = 0 and i.type = 0
    order by 2, 1 limit ${FINDINGS_MAX}`)
}

/** How far this copy is behind; undefined when it is none, null when it does not copy. */
export async function askOwnLag(ask: AskMysql): Promise<number | null | undefined> {
  const [row] = await ask<Record<string, unknown>>('show replica status')
  if (row === undefined) return undefined
  const seconds = row['Seconds_Behind_Source'] ?? row['Seconds_Behind_Master'] ?? null
  return seconds === null ? null : Number(seconds)
}
