/**
 * What is asked of PostgreSQL 13 to 18. Views and functions only, never the user's tables; each question is bounded. Columns that
 * exist in some versions only are read out of the row as JSON.
 */
import type { LockWait, RunningStatement, StatementCount, TableSize } from '../../domain/reading.ts'
import type { AskPostgres } from './session.ts'

/** Rows that a page shows; more at once is one trouble with many faces. */
export const SHOWN_MAX = 20
const WAITS_MAX = 50
/** What `pg_stat_statements.max` is unless somebody raised it; the counts alone are some 400 kB. */
const STATEMENTS_MAX = 5_000
const FINDINGS_MAX = 50

export interface ServerFacts {
  readonly version: string
  readonly versionNumber: number
  readonly user: string
  readonly databaseName: string
  readonly isSuperuser: boolean
  readonly readsAllStatistics: boolean
  readonly isReplica: boolean
  /** What is left for ordinary users: without those that the server keeps back for administrators. */
  readonly connectionsMax: number
  /** Quoted schema of pg_stat_statements; null when it is not installed in this database. */
  readonly statementsSchema: string | null
  readonly freezeMaxAge: number
}

export async function askFacts(ask: AskPostgres): Promise<ServerFacts> {
  const rows = await ask<ServerFacts>(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as "versionNumber",
      current_user::text as "user", current_database()::text as "databaseName",
      (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
      pg_has_role(current_user, 'pg_read_all_stats', 'usage') as "readsAllStatistics", pg_is_in_recovery() as "isReplica",
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - coalesce(current_setting('reserved_connections', true)::int, 0) as "connectionsMax",
      (select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements') as "statementsSchema",
      current_setting('autovacuum_freeze_max_age')::int8 as "freezeMaxAge"`)
  return rows[0] as ServerFacts
}

export interface Activity {
  readonly used: number
  readonly active: number
  readonly idle: number
  readonly idleInTransaction: number
  readonly waiting: number
  readonly longestIdleInTransactionSeconds: number
}

/** Client sessions of the whole server, since its limit is the server's. Only with the right to read all statistics. */
export async function askActivity(ask: AskPostgres): Promise<Activity> {
  const rows = await ask<Activity>(`
    select count(*) as used, count(*) filter (where state = 'active') as active, count(*) filter (where state = 'idle') as idle,
      count(*) filter (where state like 'idle in transaction%') as "idleInTransaction",
      count(*) filter (where wait_event_type = 'Lock') as waiting,
      coalesce(extract(epoch from max(clock_timestamp() - state_change) filter (where state like 'idle in transaction%')), 0)::float8 as "longestIdleInTransactionSeconds"
    from pg_stat_activity where backend_type = 'client backend'`)
  return rows[0] as Activity
}

/** Sessions of all databases, which everybody may count. */
export async function askUsed(ask: AskPostgres): Promise<number> {
  const rows = await ask<{ used: number }>('select coalesce(sum(numbackends), 0)::int8 as used from pg_stat_database')
  return rows[0]?.used ?? 0
}

export function askRunning(ask: AskPostgres, slowMs: number): Promise<RunningStatement[]> {
  return ask<RunningStatement>(
    `select pid::text as pid, coalesce(usename, '')::text as "user", application_name as program,
      (extract(epoch from clock_timestamp() - query_start) * 1000)::float8 as "runningMs",
      case when wait_event_type in ('Lock', 'LWLock', 'IO', 'BufferPin', 'IPC') then wait_event_type || ': ' || wait_event end as "waitsFor", query as text
    from pg_stat_activity
    where backend_type = 'client backend' and state = 'active' and datname = current_database() and pid <> pg_backend_pid()
      and clock_timestamp() - query_start > $1 * interval '1 millisecond'
    order by query_start limit ${SHOWN_MAX}`,
    [slowMs],
  )
}

/** Who waits for whom. The function that knows looks at all locks at once, so it is asked for those that wait only. */
export function askWaits(ask: AskPostgres): Promise<LockWait[]> {
  return ask<LockWait>(`
    select w.pid::text as pid, blocking.pid::text as "blockedBy", coalesce(b.state, 'gone') as "blockerState", w.query as text, coalesce(b.query, '') as "blockerText",
      (extract(epoch from clock_timestamp() - coalesce(own.since, w.query_start)) * 1000)::float8 as "waitedMs", own.relation::regclass::text as relation
    from pg_stat_activity w
      cross join lateral unnest(pg_blocking_pids(w.pid)) as blocking(pid)
      left join pg_stat_activity b on b.pid = blocking.pid
      left join lateral (
        select (to_jsonb(l) ->> 'waitstart')::timestamptz as since, l.relation from pg_locks l where l.pid = w.pid and not l.granted limit 1
      ) own on true
    where w.wait_event_type = 'Lock' and w.datname = current_database()
    order by coalesce(own.since, w.query_start) limit ${WAITS_MAX}`)
}

export interface DatabaseCounts {
  readonly commits: number
  readonly rollbacks: number
  readonly deadlocks: number
  readonly tempFiles: number
  readonly tempBytes: number
  readonly blocksHit: number
  readonly blocksRead: number
  readonly bytes: number
  readonly transactionIdAge: number
  readonly multixactAge: number
}

export async function askCounts(ask: AskPostgres): Promise<DatabaseCounts> {
  const rows = await ask<DatabaseCounts>(`
    select s.xact_commit as commits, s.xact_rollback as rollbacks, s.deadlocks, s.temp_files as "tempFiles", s.temp_bytes as "tempBytes",
      s.blks_hit as "blocksHit", s.blks_read as "blocksRead", pg_database_size(d.oid) as bytes, age(d.datfrozenxid)::int8 as "transactionIdAge", mxid_age(d.datminmxid)::int8 as "multixactAge"
    from pg_stat_database s join pg_database d on d.oid = s.datid where d.datname = current_database()`)
  return rows[0] as DatabaseCounts
}

export interface Replica {
  readonly name: string
  readonly lagBytes: number | null
  readonly lagSeconds: number | null
}

/** Those that copy from here. */
export function askReplicas(ask: AskPostgres): Promise<Replica[]> {
  return ask<Replica>(`
    select coalesce(nullif(application_name, ''), host(client_addr), pid::text) as name, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 as "lagBytes",
      extract(epoch from coalesce(replay_lag, interval '0'))::float8 as "lagSeconds"
    from pg_stat_replication where state is not null order by 1 limit ${SHOWN_MAX}`)
}

/** How far this copy is behind. Zero when all that came is replayed: on a quiet primary time passes without anything to copy. */
export async function askOwnLag(ask: AskPostgres): Promise<number | null> {
  const rows = await ask<{ seconds: number | null }>(`
    select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
      else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end::float8 as seconds`)
  return rows[0]?.seconds ?? null
}

export interface TableRow extends TableSize {
  readonly deadRows: number
  readonly sequentialScans: number
  readonly sequentialRows: number
  readonly indexScans: number
}

/** The largest tables by the pages that the catalogue knows of; only their sizes are measured. */
export function askTables(ask: AskPostgres): Promise<TableRow[]> {
  return ask<TableRow>(`
    select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as name, pg_total_relation_size(s.relid) as bytes, s.n_live_tup as rows, s.n_dead_tup as "deadRows",
      greatest(s.last_vacuum, s.last_autovacuum) as "vacuumedAt", s.seq_scan as "sequentialScans", s.seq_tup_read as "sequentialRows",
      coalesce(s.idx_scan, 0) as "indexScans"
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    order by c.relpages + c.reltuples desc, name limit ${FINDINGS_MAX}`)
}

/** Counts alone, without our own: texts lie in a file that the server would have to read. */
export function askStatements(ask: AskPostgres, schema: string): Promise<StatementCount[]> {
  return ask<StatementCount>(`
    select queryid::text as fingerprint, sum(calls)::int8 as calls, sum(total_exec_time)::float8 as "totalMs", sum(rows)::int8 as rows
    from ${schema}.pg_stat_statements(false)
    where dbid = (select oid from pg_database where datname = current_database()) and queryid is not null
      and userid <> (select oid from pg_roles where rolname = current_user)
    group by queryid order by sum(total_exec_time) desc limit ${STATEMENTS_MAX}`)
}

export function askTexts(
  ask: AskPostgres,
  schema: string,
  fingerprints: readonly string[],
): Promise<{ fingerprint: string; text: string }[]> {
  return ask(
    `select queryid::text as fingerprint, min(left(query, 4000)) as text from ${schema}.pg_stat_statements where queryid = any($1::int8[]) group by queryid`,
    [fingerprints],
  )
}

export interface UnusedIndex {
  readonly name: string
  readonly table: string
  readonly bytes: number
}

/** That an index begins with the columns of a constraint, in any order; both by the names under which the query has them. */
const begins = (index: string, constraint: string): string => {
  const first = `(${index}.indkey::int2[])[0:array_length(${constraint}.conkey, 1) - 1]`
  return `${first} @> ${constraint}.conkey and ${constraint}.conkey @> ${first}`
}

/** Never scanned since the server counts, serving no constraint and no foreign key, and worth the trouble. */
export function askUnusedIndexes(ask: AskPostgres): Promise<UnusedIndex[]> {
  return ask<UnusedIndex>(`
    select quote_ident(s.schemaname) || '.' || quote_ident(s.indexrelname) as name, quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as "table",
      pg_relation_size(s.indexrelid) as bytes
    from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid
    where s.idx_scan = 0 and not i.indisunique and not i.indisprimary and i.indisvalid and 0 <> all (i.indkey)
      and not exists (select from pg_constraint c where c.conindid = s.indexrelid)
      and not exists (select from pg_constraint c where c.contype = 'f' and c.conrelid = s.relid and ${begins('i', 'c')}) and pg_relation_size(s.indexrelid) >= 1048576
    order by bytes desc, name limit ${FINDINGS_MAX}`)
}

export interface ForeignKey {
  readonly constraint: string
  readonly table: string
  readonly columns: string
  readonly referenced: string
}

/** Foreign keys whose columns begin no index, of tables that are large enough to be searched for long. */
export function askForeignKeys(ask: AskPostgres): Promise<ForeignKey[]> {
  return ask<ForeignKey>(`
    select c.conname::text as constraint, c.conrelid::regclass::text as "table", c.confrelid::regclass::text as referenced,
      (select string_agg(quote_ident(a.attname), ', ' order by k.at) from unnest(c.conkey) with ordinality k(number, at)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.contype = 'f' and t.reltuples >= 10000
      and not exists (
        select from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null
          and ${begins('i', 'c')}
      )
    order by t.reltuples desc, 1 limit ${FINDINGS_MAX}`)
}

export interface Bloat {
  readonly name: string
  readonly bytes: number
  readonly wastedBytes: number
}

/**
 * Pages that the rows of a table would need against those that it has: the estimate of ioguix' pgsql-bloat-estimation (table_bloat.sql)
 * without its rounding of padding: 24 bytes of page header, 4 of item pointer, 24 of tuple header, the mean width of each column, the
 * fill factor. Only tables whose columns the user may read are in pg_stats.
 */
export function askBloat(ask: AskPostgres): Promise<Bloat[]> {
  return ask<Bloat>(`
    with block as (select current_setting('block_size')::numeric as size),
    width as (
      select schemaname, tablename, sum((1 - null_frac) * avg_width) as bytes, count(*) as columns from pg_stats group by 1, 2
    ),
    estimate as (
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name, c.relpages * b.size as bytes,
        ceil(c.reltuples::numeric * (28 + w.bytes::numeric + ceil(w.columns / 8.0)) /
          ((b.size - 24) * coalesce((select option_value::numeric from pg_options_to_table(c.reloptions) where option_name = 'fillfactor'), 100) / 100)) * b.size as needed
      from width w join pg_namespace n on n.nspname = w.schemaname join pg_class c on c.relnamespace = n.oid and c.relname = w.tablename cross join block b
      where c.relkind in ('r', 'm') and c.reltuples > 0 and n.nspname not in ('pg_catalog', 'information_schema')
        and w.columns = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
    )
    select name, bytes::int8 as bytes, (bytes - needed)::int8 as "wastedBytes" from estimate
    where bytes - needed > 10485760 and bytes - needed > bytes * 0.3 order by bytes - needed desc limit ${FINDINGS_MAX}`)
}

/** The table whose rows were frozen longest ago. */
export async function askOldestTable(ask: AskPostgres): Promise<string | null> {
  const rows = await ask<{ name: string }>(`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'm', 't') and relfrozenxid <> '0'::xid order by age(relfrozenxid) desc limit 1`)
  return rows[0]?.name ?? null
}
