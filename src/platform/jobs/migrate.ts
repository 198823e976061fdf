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
  if ((await jobsSchema(pg)) === JOBS_SCHEMA) return
  const { runMigrations } = await import('graphile-worker')
  const pgPool = openJobPool({ pg, max: 1, logger })
  try {
    await runMigrations({ pgPool, logger: await bridgeLogger(logger) })
  } finally {
    await pgPool.end()
  }
}

/** Number of the newest migration that has run here; 0 before the first. */
export async function jobsSchema({ pool }: Pg): Promise<number> {
  const { rows } = await pool.query<{ known: boolean }>(`select to_regclass('graphile_worker.migrations') is not null as known`)
  if (rows[0]?.known !== true) return 0
  const newest = await pool.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')
  return newest.rows[0]?.id ?? 0
}
