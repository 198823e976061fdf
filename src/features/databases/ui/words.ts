/** States, reasons and figures of databases in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Database, Lack } from './client.ts'

export function kindWords(kind: Database['kind']): string {
  const words: Readonly<Record<Database['kind'], string>> = { postgres: 'PostgreSQL', mysql: 'MySQL, MariaDB', redis: 'Redis, Valkey' }
  return words[kind]
}

export function stateWords(state: Database['state']): { readonly words: string; readonly tone: Tone } {
  const words: Readonly<Record<Database['state'], { words: string; tone: Tone }>> = {
    unknown: { words: i18n.t('not read yet'), tone: 'unknown' },
    reachable: { words: i18n.t('reachable'), tone: 'good' },
    unreachable: { words: i18n.t('unreachable'), tone: 'critical' },
  }
  return words[state]
}

/** Why a database cannot be read, and what can be done about it. */
export function reasonWords(reason: NonNullable<Database['reason']>): string {
  const words: Readonly<Record<NonNullable<Database['reason']>, string>> = {
    name_not_found: i18n.t('There is no address for its name. Look at the spelling and at the name server.'),
    address_not_allowed: i18n.t('Its address lies in a private network. An owner can allow it here or by EGRESS_ALLOW.'),
    refused: i18n.t('Nothing listens at its address. Is the server running, and does it listen on the network?'),
    timeout: i18n.t('It did not answer in time. Look at firewalls on the way and at the load of the server.'),
    lost: i18n.t('It ended the connection. Look into its log.'),
    tls_failed: i18n.t('Its certificate is not acceptable. Give the authority that signs it, or require encryption only.'),
    tls_not_offered: i18n.t('It does not offer TLS. Switch it on there.'),
    wrong_password: i18n.t('User or password are wrong.'),
    not_permitted: i18n.t('The user may not connect from here. Look at pg_hba.conf or the grants of the user.'),
    unknown_database: i18n.t('The server has no database of this name.'),
    too_many_connections: i18n.t('It has no connection left. Look for programs that keep connections without using them.'),
    starting: i18n.t('It is starting or going down.'),
    failed: i18n.t('It answered with an error.'),
  }
  return words[reason]
}

/** What the user may not see, and what is missing for it. */
export function lackWords({ kind, detail }: Lack): string {
  const words: Readonly<Record<Lack['kind'], string>> = {
    no_statistics_role: i18n.t('The user does not see what others do: no states of connections, no locks, no running statements.'),
    no_statements_extension: i18n.t('The server does not count statements: no time per statement, no top statements.'),
    statements_not_loaded: i18n.t('The server does not count statements: the extension is there and not loaded.'),
    statements_not_permitted: i18n.t('The user does not see what statements take: no time per statement, no top statements.'),
    no_replication_role: i18n.t('The user does not see how far the replica is behind.'),
    superuser: i18n.t('The user may do everything. Make one that only reads.'),
    section_failed: i18n.t('Could not be read: {detail}', { detail }),
  }
  return words[kind]
}

/** Titles by metric; one that is not ours keeps the server's title. */
export function metricTitle(metric: string, title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'redis.clients.connected': i18n.t('Connections'),
    'redis.clients.blocked': i18n.t('Waiting for data'),
    'redis.memory.used': i18n.t('Memory'),
    'redis.memory.utilization': i18n.t('Memory of its limit'),
    'redis.memory.fragmentation_ratio': i18n.t('Fragmentation'),
    'redis.keyspace.hit_ratio': i18n.t('Keys that were there'),
    'redis.commands.processed.rate': i18n.t('Commands'),
    'redis.keys.evicted.rate': i18n.t('Evicted keys'),
    'redis.keys.expired.rate': i18n.t('Expired keys'),
    'redis.connections.rejected.rate': i18n.t('Refused connections'),
    'redis.net.input.rate': i18n.t('Received'),
    'redis.net.output.rate': i18n.t('Sent'),
    'redis.latency.latest': i18n.t('Latest delay'),
    'redis.replication.lag': i18n.t('Replication lag in bytes'),
    'redis.replication.down': i18n.t('Replication broken'),
    'mysql.threads': i18n.t('Connections'),
    'mysql.connection.utilization': i18n.t('Connections in use'),
    'mysql.query.count.rate': i18n.t('Queries'),
    'mysql.query.slow.count.rate': i18n.t('Slow queries'),
    'mysql.statements.slow': i18n.t('Slow statements running'),
    'mysql.row_locks.waiting': i18n.t('Waiting for locks'),
    'mysql.row_locks.wait.longest': i18n.t('Longest wait for a lock'),
    'mysql.row_locks.time.rate': i18n.t('Time spent waiting for row locks'),
    'mysql.buffer_pool.hit_ratio': i18n.t('Read from memory'),
    'mysql.connection.errors.rate': i18n.t('Refused connections'),
    'mysql.tmp_resources.disk_tables.rate': i18n.t('Temporary tables on disk'),
    'mysql.db_size': i18n.t('Size'),
    'mysql.table.size': i18n.t('Largest tables'),
    'mysql.replica.time_behind_source': i18n.t('Replication lag'),
    'postgresql.backends': i18n.t('Connections'),
    'postgresql.connection.utilization': i18n.t('Connections in use'),
    'db.statement.duration.mean': i18n.t('Time per statement'),
    'db.statement.rate': i18n.t('Statements'),
    'postgresql.backends.waiting': i18n.t('Waiting for locks'),
    'postgresql.lock.wait.longest': i18n.t('Longest wait for a lock'),
    'postgresql.backends.idle_in_transaction.longest': i18n.t('Longest idle transaction'),
    'postgresql.statements.slow': i18n.t('Slow statements running'),
    'postgresql.cache.hit_ratio': i18n.t('Read from memory'),
    'postgresql.commits.rate': i18n.t('Commits'),
    'postgresql.rollbacks.rate': i18n.t('Rollbacks'),
    'postgresql.deadlocks.rate': i18n.t('Deadlocks'),
    'postgresql.temp_files.rate': i18n.t('Temporary files'),
    'postgresql.temp.io.rate': i18n.t('Written to temporary files'),
    'postgresql.db_size': i18n.t('Size'),
    'postgresql.table.size': i18n.t('Largest tables'),
    'postgresql.transaction_id.age': i18n.t('Age of transaction ids'),
    'postgresql.wal.lag': i18n.t('Replication lag'),
    'postgresql.replication.data_delay': i18n.t('Replication lag in bytes'),
  }
  return titles[metric] ?? title
}

/** What tells the lines of a chart apart. */
export function lineWords(name: string): string {
  const words: Readonly<Record<string, string>> = {
    active: i18n.t('working'),
    running: i18n.t('working'),
    connected: i18n.t('connected'),
    'in transaction': i18n.t('idle in a transaction'),
    idle: i18n.t('idle'),
    'idle in transaction': i18n.t('idle in a transaction'),
  }
  return words[name] ?? name
}

export function tlsWords(mode: Database['tls']): { readonly label: string; readonly note: string } {
  const words: Readonly<Record<Database['tls'], { label: string; note: string }>> = {
    verified: { label: i18n.t('Verified'), note: i18n.t('Encrypted, and the certificate must fit') },
    required: { label: i18n.t('Required'), note: i18n.t('Encrypted, whoever answers') },
    off: { label: i18n.t('Off'), note: i18n.t('In clear, also the password') },
  }
  return words[mode]
}
