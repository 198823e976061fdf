/** graphile-worker's connections. It expects the driver's usual types (Dates), so it does not share ours. */
import pg from 'pg'
import type { Logger } from '../logger.ts'
import type { Pg } from '../pg/pool.ts'

/** `max` is the most sessions. Whoever opens it ends it. */
export function openJobPool({ pg: { target }, max, logger }: { readonly pg: Pg; readonly max: number; readonly logger: Logger }): pg.Pool {
  const pool = new pg.Pool({ ...target, max })
  const lost = (error: Error): void => logger.warn({ err: error }, 'a connection of the job runner broke')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}
