/**
 * Brings the tables of the measured store up to date. What was applied stands in the store itself, in the table `migration`, so
 * that it travels with its backups. ClickHouse has neither transactions nor locks: the caller runs this under the advisory lock
 * of PostgreSQL's migrations, and statements are repeatable, so a race or a kill half-way costs a repetition and nothing else.
 */
import { createHash } from 'node:crypto'
import type { Logger } from '../logger.ts'
import { migrationFiles, type MigrationFile } from '../migrations.ts'
import { StartFault } from '../start-fault.ts'
import type { ClickHouse } from './client.ts'
import { quoteName, quoteText } from './quote.ts'
import { renderMigration, type Form } from './render.ts'

export interface MigrateClickHouseOptions {
  readonly form: Form
  readonly logger: Logger
  /** All files of the program unless said. */
  readonly files?: readonly MigrationFile[]
}

/** DDL on a cluster waits for every node. */
const STATEMENT_TIMEOUT_MS = 300_000

/** Returns the names of the files that were applied; idempotent. Throws a StartFault when the store does not fit the program. */
export async function migrateClickHouse(
  clickhouse: ClickHouse,
  { form, logger, files = migrationFiles('clickhouse') }: MigrateClickHouseOptions,
): Promise<readonly string[]> {
  await clickhouse.command({ name: 'migration.createTable', sql: ownTable(form), timeoutMs: STATEMENT_TIMEOUT_MS })
  const pending = await pendingFiles(clickhouse, files)
  for (const file of pending) {
    await apply(clickhouse, file, form)
    logger.info({ migration: file.name }, 'Applied a migration of ClickHouse.')
  }
  return pending.map((file) => file.name)
}

/** On a cluster one table whose every node is a replica, whatever its shard. */
function ownTable(form: Form): string {
  const columns = '(name String, digest String, applied_at DateTime)'
  if (form.kind !== 'cluster') return `create table if not exists migration ${columns} engine = ReplacingMergeTree order by name`
  const engine = `ReplicatedReplacingMergeTree('/clickhouse/tables/{database}/migration', '{shard}-{replica}')`
  return `create table if not exists ${quoteName(form.database)}.migration on cluster ${quoteText(form.cluster)} ${columns} engine = ${engine} order by name`
}

async function pendingFiles(clickhouse: ClickHouse, files: readonly MigrationFile[]): Promise<readonly MigrationFile[]> {
  const sql = 'select name, digest from migration final order by name'
  const applied = new Map(
    (await clickhouse.query<{ name: string; digest: string }>({ name: 'migration.list', sql })).map((row) => [row.name, row.digest]),
  )
  const known = new Set(files.map((file) => file.name))
  const newer = [...applied.keys()].find((name) => !known.has(name))
  if (newer !== undefined) {
    throw new StartFault(
      `ClickHouse was set up by a newer Pitcrew (it has ${newer}): start that version, or restore the backup made before it.`,
    )
  }
  const changed = files.find((file) => (applied.get(file.name) ?? digestOf(file)) !== digestOf(file))
  if (changed !== undefined) {
    throw new StartFault(
      `${changed.path} was changed after it had been applied to this ClickHouse: restore its text and add a new migration.`,
    )
  }
  return files.filter((file) => !applied.has(file.name))
}

async function apply(clickhouse: ClickHouse, file: MigrationFile, form: Form): Promise<void> {
  try {
    for (const sql of renderMigration(file, form)) {
      await clickhouse.command({ name: 'migration.apply', sql, timeoutMs: STATEMENT_TIMEOUT_MS })
    }
  } catch (error) {
    throw new StartFault(`The migration ${file.path} failed: ${(error as Error).message}`, { cause: error })
  }
  await clickhouse.command({
    name: 'migration.record',
    sql: 'insert into migration (name, digest, applied_at) select {name:String}, {digest:String}, now()',
    params: { name: file.name, digest: digestOf(file) },
  })
}

function digestOf(file: MigrationFile): string {
  return createHash('sha256').update(file.sql).digest('hex')
}
