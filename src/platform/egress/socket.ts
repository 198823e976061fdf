/** A guarded TCP connection for protocols other than HTTP: resolved once, every address judged, connected to what was judged. */
import { connect, type Socket } from 'node:net'
import { checkedAddresses, onlyThese, type Guard, type Progress } from './connector.ts'
import type { SocketAnswer, SocketRequest } from './egress.ts'
import { failureOf } from './failures.ts'

/** Never throws for what the other side does. */
export async function openSocket(guard: Guard, { host: wanted, port, timeoutMs, privateAllowed }: SocketRequest): Promise<SocketAnswer> {
  const host = wanted.toLowerCase()
  const progress: Progress = { phase: 'dns', address: '' }
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    const addresses = await checkedAddresses(guard, { host, approved: privateAllowed })
    progress.phase = 'connect'
    return { ok: true, socket: await connected(connect({ host, port, ...onlyThese(addresses) }), deadline) }
  } catch (error) {
    return { ok: false, ...failureOf(error, progress, deadline.aborted) }
  }
}

function connected(socket: Socket, deadline: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      socket.destroy()
      reject(new Error('the time is over'))
    }
    deadline.addEventListener('abort', giveUp, { once: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      deadline.removeEventListener('abort', giveUp)
      socket.off('error', reject)
      resolve(socket)
    })
    if (deadline.aborted) giveUp()
  })
}
