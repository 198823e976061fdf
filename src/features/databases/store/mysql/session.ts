/** One connection to a watched MySQL or MariaDB: read-only, with limits of time, and without anything that a server could ask of us. */
import type { Connection, RowDataPacket } from 'mysql2'
import type { Egress } from '#platform/egress/egress.ts'
import type { Target } from '../../domain/target.ts'
import { CONNECT_TIMEOUT_MS, socketTo } from '../socket.ts'
import { tlsOptions } from '../tls.ts'

/** A look is never worth more of the server than this. */
const LOOK_TIMEOUT_SECONDS = 4
/** On our side, for a server that has stopped answering. */
const ANSWER_TIMEOUT_MS = 6_000

/** Asks one question. Rejects as the driver does. */
export type AskMysql = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>

export interface MysqlConnection {
  readonly ask: AskMysql
  close(): void
}

/** Throws ProbeFailed, or what the driver throws. The driver is read when the first database of its kind is. */
export async function connectMysql(egress: Egress, target: Target): Promise<MysqlConnection> {
  const { createConnection } = await import('mysql2')
  const socket = await socketTo(egress, target)
  const tls = tlsOptions(target)
  const connection = createConnection({
    host: target.host,
    port: target.port,
    user: target.username,
    password: target.password,
    database: target.databaseName,
    stream: socket,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(tls ? { ssl: { ...tls, verifyIdentity: target.tls === 'verified' } } : {}),
    // A hostile server could otherwise ask for files of this machine.
    flags: ['-LOCAL_FILES'],
    supportBigNumbers: true,
    decimalNumbers: true,
    dateStrings: true,
    charset: 'utf8mb4',
  })
  // What breaks between two questions is told by the next one.
  connection.on('error', () => undefined)
  const ask: AskMysql = (text, values = []) => query(connection, text, values)
  const close = (): void => connection.destroy()
  try {
    await limit(ask)
  } catch (error) {
    close()
    throw error
  }
  return { ask, close }
}

/** Both families have a limit of time for statements, under different names. */
async function limit(ask: AskMysql): Promise<void> {
  await ask('set session transaction read only')
  await ask('set session lock_wait_timeout = 1')
  await ask(`set session max_statement_time = ${LOOK_TIMEOUT_SECONDS}`).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'ER_UNKNOWN_SYSTEM_VARIABLE') throw error
    return ask(`set session max_execution_time = ${LOOK_TIMEOUT_SECONDS * 1_000}`)
  })
}

function query<Row>(connection: Connection, text: string, values: readonly unknown[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    connection.query<RowDataPacket[]>({ sql: text, values: [...values], timeout: ANSWER_TIMEOUT_MS }, (error, rows) =>
      error ? reject(error) : resolve(rows as Row[]),
    )
  })
}
