/**
 * A PostgreSQL of somebody else's, over a connection that the egress guard opened: one session, one statement, read-only. Nothing
 * here knows our own store; what a session there may do is bounded by its role, a read-only transaction and the server's own limit.
 */
import type { Socket } from 'node:net'
import pg from 'pg'
import { alreadyOpen } from './already-open.ts'

export interface ForeignOptions {
  /** Open already. */
  readonly socket: Socket
  /** Name that the certificate must hold. */
  readonly host: string
  readonly database: string
  readonly user: string
  readonly password: string
  readonly encrypted: boolean
}

export interface Foreign {
  connect(): Promise<void>
  /** The first value of the first row as text; null: no row, or null. Throws what the server or the connection says. */
  firstValue(statement: string, timeoutMs: number): Promise<string | null>
  /** Ends the connection at once. */
  end(): void
}

/** Nothing is said to the server before `connect`. */
export function openForeign({ socket, host, database, user, password, encrypted }: ForeignOptions): Foreign {
  const client = new pg.Client({
    stream: () => alreadyOpen(socket),
    host,
    database,
    user,
    password,
    ssl: encrypted ? { servername: host } : false,
    application_name: 'pitcrew check',
    // Rows are shown as the server writes them.
    types: { getTypeParser: () => (value: string | Buffer) => String(value) },
  })
  // What breaks while nothing is awaited is told by whatever is awaited next.
  client.on('error', () => undefined)
  return {
    connect: async () => void (await client.connect()),
    firstValue: async (statement, timeoutMs) => {
      await client.query(`begin read only; set local statement_timeout = ${Math.ceil(timeoutMs)}`)
      const { rows } = await client.query<(string | null)[]>({
        text: statement,
        rowMode: 'array',
        queryMode: 'extended',
      } as pg.QueryArrayConfig)
      return rows[0]?.[0] ?? null
    },
    end: () => socket.destroy(),
  }
}
