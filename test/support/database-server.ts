/** Databases on the test server. */
import { openPg } from '#platform/pg/pool.ts'
import type { PgConnection } from '#platform/pg/connection.ts'
import { testLogger } from './quiet.ts'

/** How to reach a server: the embedded one's fields, or a URL. */
export type Server = PgConnection | string

/** The same server, another database. */
export function databaseOn(server: Server, database: string): Server {
  if (typeof server !== 'string') return { ...server, database }
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Runs one statement in the database that `server` names. */
export async function asAdmin(server: Server, statement: string): Promise<void> {
  const pg = openPg({ connection: server, poolMax: 1, logger: testLogger })
  await pg.pool.query(statement)
  await pg.close()
}
