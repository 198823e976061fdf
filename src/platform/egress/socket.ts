/** A guarded TCP connection for protocols other than HTTP: resolved once, every address judged, connected to what was judged. */
import { connect, type Socket } from 'node:net'
import { beforeAbort, checkedAddresses, onlyThese, type Guard, type Progress } from './connector.ts'
import type { AddressAnswer, SocketAnswer, SocketRefusal, SocketRequest } from './egress.ts'
import { failureOf, systemCodeOf } from './failures.ts'

/** Never throws for what the other side does. */
export async function openSocket(guard: Guard, { host: wanted, port, timeoutMs, privateAllowed }: SocketRequest): Promise<SocketAnswer> {
  const host = wanted.toLowerCase()
  const progress: Progress = { phase: 'dns', address: '' }
  const deadline = AbortSignal.timeout(timeoutMs)
  const startMs = performance.now()
  try {
    const addresses = await beforeAbort(checkedAddresses(guard, { host, approved: privateAllowed }), deadline)
    const resolvedMs = performance.now()
    progress.phase = 'connect'
    const socket = await connected(connect({ host, port, ...onlyThese(addresses) }), deadline)
    return { ok: true, socket, dnsMs: resolvedMs - startMs, connectMs: performance.now() - resolvedMs }
  } catch (error) {
    return refusal(error, progress, deadline)
  }
}

/** Never throws for what a name server does. */
export async function resolveGuarded(guard: Guard, request: Omit<SocketRequest, 'port'>): Promise<AddressAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs)
  const startMs = performance.now()
  try {
    const target = { host: request.host.toLowerCase(), approved: request.privateAllowed }
    const addresses = await beforeAbort(checkedAddresses(guard, target), deadline)
    return { ok: true, addresses: addresses.map(({ address }) => address), dnsMs: performance.now() - startMs }
  } catch (error) {
    return refusal(error, { phase: 'dns', address: '' }, deadline)
  }
}

function refusal(error: unknown, progress: Progress, deadline: AbortSignal): SocketRefusal {
  return { ok: false, ...failureOf(error, progress, deadline.aborted), code: systemCodeOf(error) }
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
