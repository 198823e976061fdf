/**
 * Connects to addresses that were checked, and to no others. The name is resolved once; every address of the answer is judged,
 * and one bad address refuses the whole name, since a name that points inside as well as outside is not to be trusted. The
 * checked list itself is handed to the socket, which tries them in turn (RFC 8305), so a second answer of a changed name
 * server is never asked for.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { buildConnector } from 'undici'
import { judgeAddress, type Approvals, type Target } from './addresses.ts'
import type { EgressFailure } from './egress.ts'

/** Resolves a name to all its addresses; the system's resolver unless a test brings its own. */
export type Lookup = (host: string) => Promise<readonly LookupAddress[]>

/** A name server that has not answered by then is as good as absent; resolvers themselves try twice within 5 s. */
const DNS_TIMEOUT_MS = 5_000
/** TCP and TLS together; a handshake across the world takes well under a second. */
const CONNECT_TIMEOUT_MS = 10_000

/** A failure that is already in our words. */
export class EgressError extends Error {
  readonly failure: EgressFailure
  constructor(failure: EgressFailure, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'EgressError'
    this.failure = failure
  }
}

/** How far a hop has come; says whose fault it is when the time is over. */
export interface Progress {
  phase: 'dns' | 'connect' | 'answer'
  /** The address connected to. */
  address: string
}

/** What decides about addresses; one for the whole program. */
export interface Guard {
  readonly approvals: Approvals
  readonly lookup: Lookup
}

/** Through the system's resolver, hosts file included; rejects for a name without an address. */
export const resolveBySystem: Lookup = (host) =>
  new Promise((resolve, reject) => systemLookup(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found))))

/** A connector for the one connection that a hop needs. `signal` ends even a handshake that never does. */
export async function guardedConnector(
  guard: Guard,
  target: Target,
  progress: Progress,
  signal: AbortSignal,
): Promise<buildConnector.connector> {
  progress.phase = 'dns'
  const addresses = await beforeAbort(checkedAddresses(guard, target), signal)
  progress.phase = 'connect'
  const { buildConnector } = await import('undici')
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    maxCachedSessions: 0,
    signal,
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    ...onlyThese(addresses),
  })
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null)
      progress.phase = 'answer'
      progress.address = socket.remoteAddress ?? ''
      return callback(null, socket)
    })
}

/** Every address of the target, all of them allowed; throws an EgressError otherwise. */
export async function checkedAddresses(guard: Guard, target: Target): Promise<readonly LookupAddress[]> {
  const family = isIP(target.host)
  const addresses = family === 0 ? await resolved(guard.lookup, target.host) : [{ address: target.host, family }]
  for (const { address } of addresses) {
    const verdict = judgeAddress(address, target, guard.approvals)
    if (!verdict.allowed) throw new EgressError('address_not_allowed', refusalWords(target.host, verdict.reason))
  }
  return addresses
}

async function resolved(lookup: Lookup, host: string): Promise<readonly LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EgressError('dns_lookup_failed', `The name server did not answer for ${host}.`)), DNS_TIMEOUT_MS)
  })
  try {
    const found = await Promise.race([lookup(host), tooLate])
    if (found.length === 0) throw new EgressError('dns_lookup_failed', `There is no address for ${host}.`)
    return found
  } catch (error) {
    if (error instanceof EgressError) throw error
    throw new EgressError('dns_lookup_failed', `There is no address for ${host}.`, error)
  } finally {
    clearTimeout(timer)
  }
}

/** A look-up cannot be called off; its result is dropped when the time is over. */
export async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let end: () => void = () => {}
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(new Error('the time is over'))
    signal.addEventListener('abort', end, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** Socket options under which the checked addresses are the only ones there are. */
export function onlyThese(addresses: readonly LookupAddress[]): { lookup: LookupFunction; autoSelectFamily: boolean } {
  return {
    autoSelectFamily: true,
    lookup: (_host, options, callback) => {
      if (options.all) return callback(null, [...addresses])
      const first = addresses[0]
      return callback(null, first?.address ?? '', first?.family)
    },
  }
}

function refusalWords(host: string, reason: 'private' | 'forbidden'): string {
  if (reason === 'private') return `${host} lies in a private network; an owner can approve it (EGRESS_ALLOW).`
  return `${host} points to an address that is never asked.`
}
