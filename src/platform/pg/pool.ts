/**
 * Connections to PostgreSQL: one pool per process for everything short, and single connections for what must own a session
 * (LISTEN, advisory locks, migrations).
 *
 * The pool has its own type parsers instead of pg's global ones, which any library in the process may change: timestamptz
 * arrives as `Instant`, int8 as a number. Nothing outside `platform/pg`, `platform/jobs` and `platform/log` sees a pool; stores
 * go through tx.ts.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { instant } from '#kit/time.ts'
import type { Logger } from '../logger.ts'
import type { PgConnection } from './connection.ts'

/** A connection that is not up after this long will not come up in time for the request that waits for it. */
const CONNECT_TIMEOUT_MS = 5_000
/** Nobody waits for one at its own pace: at the start of a slow machine the first sign-in alone takes longer than a request may. */
const OWN_PACE_CONNECT_TIMEOUT_MS = 60_000
/** No statement of a request or a job takes longer on purpose; migrations and verification set their own. */
const STATEMENT_TIMEOUT_MS = 30_000
/** A transaction that is left open holds locks that others wait for; ours never wait for anything but the database. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000
/** Sessions cost the server memory; those that nobody used for this long are given back. */
const POOL_IDLE_MS = 30_000
/** A server that does not take leave by then is away. */
const CLOSE_TIMEOUT_MS = 1_000

export interface PgOptions {
  /** Where the server is, or its URL (`postgres://…`). */
  readonly connection: PgConnection | string
  /** Most sessions that the pool opens; single connections come on top. */
  readonly poolMax: number
  readonly logger: Logger
}

export interface Pg {
  readonly pool: pg.Pool
  /** How to reach the server, for a library that needs a pool of its own with the driver's usual types. */
  readonly target: pg.ClientConfig
  /**
   * Opens a connection outside the pool, with the same parsers; `ownPace` lifts the time limits of statements and waits longer. The caller ends
   * it. Its errors are logged; whoever needs to know listens for `end`.
   */
  connect(options?: { readonly ownPace?: boolean }): Promise<pg.Client>
  /** Waits for connections in use and closes the pool. */
  close(): Promise<void>
}

/** Opens no connection yet: the first statement does. */
export function openPg({ connection, poolMax, logger }: PgOptions): Pg {
  const target: pg.ClientConfig = {
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    application_name: 'pitcrew',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  }
  const base: pg.ClientConfig = {
    ...target,
    types: { getTypeParser: parserFor as pg.CustomTypesConfig['getTypeParser'] },
  }
  const limits: pg.ClientConfig = {
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  }
  const lost = (error: Error): void => logger.warn({ reason: error.message }, 'a connection to PostgreSQL broke')
  // Pipelined, so that `begin` travels with the first statement of a transaction instead of a round trip ahead of it.
  const pool = new pg.Pool({ ...base, ...limits, max: poolMax, idleTimeoutMillis: POOL_IDLE_MS, pipeline: true })
  const open = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    client.on('error', lost)
    open.add(client)
    client.once('end', () => open.delete(client))
  })
  // An error event without a listener ends the process. Each client tells of its own.
  pool.on('error', () => {})

  return {
    pool,
    target,
    connect: async ({ ownPace = false } = {}) => {
      const client = new pg.Client(ownPace ? { ...base, connectionTimeoutMillis: OWN_PACE_CONNECT_TIMEOUT_MS } : { ...base, ...limits })
      client.on('error', lost)
      await client.connect()
      return client
    },
    close: async () => {
      const ends = [...open].map((client) => new Promise((resolve) => client.once('end', resolve)))
      await pool.end()
      // The pool does not wait for the server to let go; a server that is stopped next would complain of each connection.
      await Promise.race([Promise.all(ends), wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })])
    },
  }
}

const { builtins, getTypeParser } = pg.types
const timestamptz = getTypeParser(builtins.TIMESTAMPTZ) as (text: string) => Date | number
const asText = (text: string): string => text

function parserFor(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === builtins.TIMESTAMPTZ) return parseInstant
  if (oid === builtins.INT8) return parseInteger
  // A calendar day has no instant; pg would make it midnight of this machine's zone.
  if (oid === builtins.DATE) return asText
  return getTypeParser(oid, format)
}

function parseInstant(text: string): number {
  return instant(timestamptz(text))
}

function parseInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond 2^53: ${text}`)
  return value
}
