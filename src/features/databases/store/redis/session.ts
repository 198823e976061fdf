/** One connection to a watched Redis or Valkey: through the egress guard, encrypted as its row says, signed in. */
import { isIP, type Socket } from 'node:net'
import { connect as secure, type TLSSocket } from 'node:tls'
import type { Egress } from '#platform/egress/egress.ts'
import { ProbeFailed } from '../../domain/failures.ts'
import type { Target } from '../../domain/target.ts'
import { CONNECT_TIMEOUT_MS, socketTo } from '../socket.ts'
import { tlsOptions } from '../tls.ts'
import { RespConnection } from './resp.ts'

/** Throws ProbeFailed, or what the server or TLS throws. */
export async function connectRedis(egress: Egress, target: Target): Promise<RespConnection> {
  const socket = await socketTo(egress, target)
  const tls = tlsOptions(target)
  const connection = new RespConnection(tls ? await secured(socket, target, tls) : socket)
  try {
    await signIn(connection, target)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

async function signIn(connection: RespConnection, { username, password }: Target): Promise<void> {
  // Before there were users (Redis 5) a password alone let in; `default` is who it let in then.
  if (password !== '') await connection.command('AUTH', ...(username === '' ? [] : [username]), password)
  await connection.command('PING')
}

function secured(socket: Socket, { host }: Target, tls: { rejectUnauthorized: boolean; ca?: string }): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const stream = secure({ socket, host, ...tls, ...(isIP(host) === 0 ? { servername: host } : {}) })
    const failed = (error: Error): void => {
      clearTimeout(timer)
      stream.destroy()
      reject(error)
    }
    const timer = setTimeout(() => failed(new ProbeFailed('timeout', 'TLS was not agreed on in time.')), CONNECT_TIMEOUT_MS)
    stream.once('error', failed)
    stream.once('close', () => failed(new ProbeFailed('tls_not_offered', 'The server ended the connection when TLS began.')))
    stream.once('secureConnect', () => {
      clearTimeout(timer)
      stream.off('error', failed)
      stream.removeAllListeners('close')
      resolve(stream)
    })
  })
}
