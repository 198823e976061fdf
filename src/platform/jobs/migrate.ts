/** The schema `graphile_worker`, which the library keeps itself. Runs under our migration lock: `migrate({ …, afterwards })`. */
import type { Logger } from '../logger.ts'
import type { Pg } from '../pg/pool.ts'
import { bridgeLogger } from './bridge-logger.ts'
import { openJobPool } from './pool.ts'

/**
 * The library's newest migration (a test holds it against the library). Where it has run, the library is not even loaded: that
 * takes a tenth of the time in which a server should be back.
 */
export const JOBS_SCHEMA = 19

/** Idempotent. */
export async function migrateJobs({ pg, logger }: { readonly pg: Pg; readonly logger: Logger }): Promise<void> {
  const schema = await jobsSchema(pg)
  if (schema === JOBS_SCHEMA) return
  if (schema === 0) await beginSchema(pg)
  const { runMigrations } = await import('graphile-worker')
  const pgPool = openJobPool({ pg, max: 1, logger })
  try {
    await runMigrations({ pgPool, logger: await bridgeLogger(logger) })
  } finally {
    await pgPool.end()
  }
}

/**
 * What the library makes when its own first look fails. PostgreSQL would log that failure as an error, which whoever starts
 * Pitcrew for the first time reads as one.
 */
async function beginSchema({ pool }: Pg): Promise<void> {
  await pool.query(`create schema if not exists graphile_worker`)
  await pool.query(`create table if not exists graphile_worker.migrations (
    id int primary key,
    ts timestamptz default now() not null,
    breaking boolean not null default false
  )`)
}

/** Number of the newest migration that has run here; 0 before the first. */
export async function jobsSchema({ pool }: Pg): Promise<number> {
  const { rows } = await pool.query<{ known: boolean }>(`select to_regclass('graphile_worker.migrations') is not null as known`)
  if (rows[0]?.known !== true) return 0
  const newest = await pool.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')
  return newest.rows[0]?.id ?? 0
}
