/**
 * One connection to a watched PostgreSQL. Every look is a read-only transaction with its own time limits, so that nothing of it
 * stays behind in a session that a pooler gives to somebody else.
 */
import pg from 'pg'
import { instant } from '#kit/time.ts'
import { alreadyOpen } from '#platform/egress/already-open.ts'
import type { Egress } from '#platform/egress/egress.ts'
import type { Target } from '../../domain/target.ts'
import { CONNECT_TIMEOUT_MS, socketTo } from '../socket.ts'
import { tlsOptions } from '../tls.ts'

/** A look is never worth more of the server than this; one that waits for a lock gives up at once. */
const LOOK_TIMEOUT_MS = 4_000
const LOCK_TIMEOUT_MS = 300
/** On our side, for a server that has stopped answering. */
const ANSWER_TIMEOUT_MS = 6_000

const BEGIN = `begin read only; set local statement_timeout = ${LOOK_TIMEOUT_MS}; set local lock_timeout = ${LOCK_TIMEOUT_MS}; set local search_path = pg_catalog`

/** Asks one question in a transaction of its own. Rejects as the driver does; the connection is of use afterwards unless it broke. */
export type AskPostgres = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>

export interface PostgresConnection {
  readonly ask: AskPostgres
  close(): void
}

/** Throws ProbeFailed, or what the driver throws. */
export async function connectPostgres(egress: Egress, target: Target): Promise<PostgresConnection> {
  const socket = await socketTo(egress, target)
  const client = new pg.Client({
    host: target.host,
    port: target.port,
    database: target.databaseName,
    user: target.username,
    password: target.password,
    ssl: tlsOptions(target),
    stream: () => alreadyOpen(socket),
    application_name: 'pitcrew',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    types: { getTypeParser: parserFor as pg.CustomTypesConfig['getTypeParser'] },
  })
  // What breaks between two questions is told by the next one.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    socket.destroy()
    throw error
  }
  return { ask: (text, values = []) => ask(client, text, values), close: () => void client.end().catch(() => socket.destroy()) }
}

async function ask<Row>(client: pg.Client, text: string, values: readonly unknown[]): Promise<Row[]> {
  await client.query(BEGIN)
  try {
    const { rows } = await client.query(text, values as unknown[])
    await client.query('commit')
    return rows as Row[]
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.TIMESTAMPTZ]: (text) => instant(text),
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
}
const parserFor = (oid: number): ((text: string) => unknown) => parsers[oid] ?? (pg.types.getTypeParser(oid) as (text: string) => unknown)
