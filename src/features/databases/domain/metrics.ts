/**
 * The metrics of watched databases. Names are those of OpenTelemetry's receivers for each database where they have one; what
 * grows there as a counter is kept here as its rate per second, by `.rate`, so that a collector's own never mixes with ours.
 */
import type { Kind } from './words.ts'

export const UNITS = ['1', 's', 'By', 'By/s', '{connection}', '{wait}', '{statement}', '{transaction}', '{ratio}', '/s'] as const
export type Unit = (typeof UNITS)[number]

export interface Metric {
  readonly name: string
  readonly title: string
  readonly unit: Unit
}

const metric = (name: string, title: string, unit: Unit): Metric => ({ name, title, unit })

/** In the order in which they are shown. */
export const METRICS: Readonly<Record<Kind, readonly Metric[]>> = {
  postgres: [
    metric('postgresql.backends', 'Connections', '{connection}'),
    metric('postgresql.connection.utilization', 'Connections in use', '1'),
    metric('db.statement.duration.mean', 'Time per statement', 's'),
    metric('db.statement.rate', 'Statements', '/s'),
    metric('postgresql.backends.waiting', 'Waiting for locks', '{connection}'),
    metric('postgresql.lock.wait.longest', 'Longest wait for a lock', 's'),
    metric('postgresql.backends.idle_in_transaction.longest', 'Longest idle transaction', 's'),
    metric('postgresql.statements.slow', 'Slow statements running', '{statement}'),
    metric('postgresql.cache.hit_ratio', 'Read from memory', '1'),
    metric('postgresql.commits.rate', 'Commits', '/s'),
    metric('postgresql.rollbacks.rate', 'Rollbacks', '/s'),
    metric('postgresql.deadlocks.rate', 'Deadlocks', '/s'),
    metric('postgresql.temp_files.rate', 'Temporary files', '/s'),
    metric('postgresql.temp.io.rate', 'Written to temporary files', 'By/s'),
    metric('postgresql.db_size', 'Size', 'By'),
    metric('postgresql.table.size', 'Largest tables', 'By'),
    metric('postgresql.transaction_id.age', 'Age of transaction ids', '{transaction}'),
    metric('postgresql.wal.lag', 'Replication lag', 's'),
    metric('postgresql.replication.data_delay', 'Replication lag in bytes', 'By'),
  ],
  mysql: [
    metric('mysql.threads', 'Connections', '{connection}'),
    metric('mysql.connection.utilization', 'Connections in use', '1'),
    metric('db.statement.duration.mean', 'Time per statement', 's'),
    metric('db.statement.rate', 'Statements', '/s'),
    metric('mysql.query.count.rate', 'Queries', '/s'),
    metric('mysql.query.slow.count.rate', 'Slow queries', '/s'),
    metric('mysql.statements.slow', 'Slow statements running', '{statement}'),
    metric('mysql.row_locks.waiting', 'Waiting for locks', '{connection}'),
    metric('mysql.row_locks.wait.longest', 'Longest wait for a lock', 's'),
    metric('mysql.row_locks.time.rate', 'Time spent waiting for row locks', '1'),
    metric('mysql.buffer_pool.hit_ratio', 'Read from memory', '1'),
    metric('mysql.connection.errors.rate', 'Refused connections', '/s'),
    metric('mysql.tmp_resources.disk_tables.rate', 'Temporary tables on disk', '/s'),
    metric('mysql.db_size', 'Size', 'By'),
    metric('mysql.table.size', 'Largest tables', 'By'),
    metric('mysql.replica.time_behind_source', 'Replication lag', 's'),
  ],
  redis: [
    metric('redis.clients.connected', 'Connections', '{connection}'),
    metric('redis.clients.blocked', 'Waiting for data', '{connection}'),
    metric('redis.memory.used', 'Memory', 'By'),
    metric('redis.memory.utilization', 'Memory of its limit', '1'),
    metric('redis.memory.fragmentation_ratio', 'Fragmentation', '{ratio}'),
    metric('redis.keyspace.hit_ratio', 'Keys that were there', '1'),
    metric('redis.commands.processed.rate', 'Commands', '/s'),
    metric('redis.keys.evicted.rate', 'Evicted keys', '/s'),
    metric('redis.keys.expired.rate', 'Expired keys', '/s'),
    metric('redis.connections.rejected.rate', 'Refused connections', '/s'),
    metric('redis.net.input.rate', 'Received', 'By/s'),
    metric('redis.net.output.rate', 'Sent', 'By/s'),
    metric('redis.latency.latest', 'Latest delay', 's'),
    metric('redis.replication.lag', 'Replication lag in bytes', 'By'),
    metric('redis.replication.down', 'Replication broken', '{ratio}'),
  ],
}

/** OpenTelemetry's names of the systems, for `db.system.name`. */
export const SYSTEM_NAMES: Readonly<Record<Kind, string>> = { postgres: 'postgresql', mysql: 'mysql', redis: 'redis' }

/** Label that tells the series of two databases apart, though they may have the same address. */
export const DATABASE_LABEL = 'pitcrew.database.id'
