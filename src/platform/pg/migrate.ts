/**
 * Brings the schema up to date. Forward only; each file is one transaction whose first statement records the file, so two
 * migrators can never apply the same file, and an advisory lock makes the others wait instead of fail. A file is known by its name
 * and the digest of its text: a database that is ahead of the program, or that was made by another text, is refused.
 *
 * There are no down migrations: the way back is the backup that was made before the update.
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from '../logger.ts'
import { migrationFiles, type MigrationFile } from '../migrations.ts'
import { StartFault } from '../start-fault.ts'
import type { Pg } from './pool.ts'
import { unreachable } from './unreachable.ts'

/** The key of our advisory lock: "pitcrew" in ASCII, read as a number. */
const MIGRATION_LOCK = '31641145997157751'
/** The other migrator may be rewriting a large table; a start that hangs for longer than this has another reason. */
const LOCK_TIMEOUT_MS = 10 * 60_000
/** PostgreSQL 14 leaves support in November 2026. */
const SERVER_VERSION_MIN = 150_000

export interface MigrateOptions {
  readonly pg: Pg
  readonly logger: Logger
  /** All files of the program unless said. */
  readonly files?: readonly MigrationFile[]
  /** Runs under the lock before a file is applied to a database that has some: the last moment at which it is as it was. */
  readonly beforeChange?: () => Promise<void>
  /** Runs under the same lock after our files; for libraries that keep their own schema. */
  readonly afterwards?: () => Promise<void>
}

/** Returns the names of the files that were applied. Throws StartFault when the database does not fit the program. */
export async function migrate({
  pg,
  logger,
  files = migrationFiles('postgres'),
  beforeChange,
  afterwards,
}: MigrateOptions): Promise<readonly string[]> {
  const client = await pg.connect({ ownPace: true }).catch((error: unknown) => {
    throw unreachable(error, pg.target)
  })
  try {
    await refuseOldServer(client)
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const pending = await pendingFiles(client, files)
    if (pending.length > 0 && pending.length < files.length) await beforeChange?.()
    for (const file of pending) {
      await apply(client, file)
      logger.info({ migration: file.name }, 'applied a migration')
    }
    await afterwards?.()
    return pending.map((file) => file.name)
  } finally {
    // Ending the session gives the lock back.
    await client.end()
  }
}

/** SHA-256 of a migration's text, lower-case hex. */
export function digestOf(file: MigrationFile): string {
  return createHash('sha256').update(file.sql).digest('hex')
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
  )
  if (Number(rows[0]?.server_version_num) >= SERVER_VERSION_MIN) return
  throw new StartFault(`PostgreSQL 15 or newer is needed, and the server is ${rows[0]?.server_version}: point DATABASE_URL at a newer one.`)
}

async function pendingFiles(client: pg.Client, files: readonly MigrationFile[]): Promise<readonly MigrationFile[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration order by name')
  const known = new Map(files.map((file) => [file.name, file]))
  for (const { name, digest } of rows) {
    const file = known.get(name)
    if (!file)
      throw new StartFault(
        `The database was made by a newer Pitcrew (it has ${name}): start that version, or restore the backup made before it.`,
      )
    if (digestOf(file) !== digest)
      throw new StartFault(`${file.path} was changed after it had been applied to this database: restore its text and add a new migration.`)
  }
  const applied = new Set(rows.map((row) => row.name))
  return files.filter((file) => !applied.has(file.name))
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migration (name, digest) values ($1, $2)', [file.name, digestOf(file)])
    await client.query(file.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartFault(`The migration ${file.path} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
