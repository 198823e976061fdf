/**
 * The egress guard over undici. Each hop gets its own connection: a pooled one might have been opened for a target that an
 * owner approved and be used by a request that nobody approved. That costs a handshake, which outgoing webhooks, checks and
 * messages can afford. It does not retry and keeps no cookies. The library is read when something is asked for the first time: a
 * start does not wait for it.
 */
import type { Dispatcher } from 'undici'
import type { Config } from '../config/config.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { readApprovals, type Target } from './addresses.ts'
import { ENCODINGS_ACCEPTED, plainHeaders, readBody } from './answer.ts'
import { EgressError, guardedConnector, resolveBySystem, type Guard, type Lookup, type Progress } from './connector.ts'
import type { Egress, EgressAnswer, EgressRequest } from './egress.ts'
import { failureOf } from './failures.ts'
import { redirected, redirectTarget, REDIRECTS_MAX, type Outgoing } from './redirect.ts'
import { openSocket, resolveGuarded } from './socket.ts'
import { hostOf, readTarget, shown } from './target.ts'

export interface EgressOptions {
  readonly config: Pick<Config, 'egressAllow'>
  readonly logger: Logger
  readonly metrics: Metrics
  /** For tests of hostile name servers. */
  readonly lookup?: Lookup
}

type Success = Extract<EgressAnswer, { ok: true }>

/** Headers of an answer beyond this are refused; browsers stop at much the same. */
const HEADER_BYTES_MAX = 32 * 1024

/** The one way out; see egress.ts. */
export function openEgress(options: EgressOptions): Egress {
  const guard: Guard = { approvals: readApprovals(options.config.egressAllow), lookup: options.lookup ?? resolveBySystem }
  const outcomes = options.metrics.counter('pitcrew_egress_requests_total', 'Outgoing HTTP requests by how they ended.', ['outcome'])
  const sockets = options.metrics.counter('pitcrew_egress_connections_total', 'Outgoing connections other than HTTP by how they ended.', [
    'outcome',
  ])
  return {
    async request(request) {
      const answer = await ask(guard, request)
      outcomes.inc({ outcome: answer.ok ? 'answered' : answer.failure })
      if (!answer.ok && answer.failure === 'address_not_allowed') options.logger.warn({ detail: answer.detail }, 'outgoing request refused')
      return answer
    },
    async connect(request) {
      const answer = await openSocket(guard, request)
      sockets.inc({ outcome: answer.ok ? 'connected' : answer.failure })
      if (!answer.ok && answer.failure === 'address_not_allowed')
        options.logger.warn({ detail: answer.detail }, 'outgoing connection refused')
      return answer
    },
    resolve: (request) => resolveGuarded(guard, request),
  }
}

async function ask(guard: Guard, request: EgressRequest): Promise<EgressAnswer> {
  const first = readTarget(request.url)
  if (!(first instanceof URL)) return { ok: false, ...first }
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs)
  const attempt: Attempt = { guard, request, progress: { phase: 'dns', address: '' }, signal: deadline.signal }
  try {
    return await followed(attempt, first)
  } catch (error) {
    return { ok: false, ...failureOf(error, attempt.progress, deadline.signal.aborted) }
  } finally {
    clearTimeout(timer)
  }
}

interface Attempt {
  readonly guard: Guard
  readonly request: EgressRequest
  readonly progress: Progress
  readonly signal: AbortSignal
}

async function followed(attempt: Attempt, first: URL): Promise<Success> {
  let url = first
  let outgoing: Outgoing = attempt.request
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    // An approval holds for the host that was approved, not for where it sends us.
    const approved = attempt.request.privateAllowed === true && hostOf(url) === hostOf(first)
    const answer = await hop(attempt, url, { host: hostOf(url), approved }, outgoing)
    const location = redirectTarget(answer.status, answer.headers)
    if (location === undefined) return answer
    const next = readTarget(location, url)
    if (!(next instanceof URL)) throw new EgressError(next.failure, `${shown(url)} redirects to an address that is refused: ${next.detail}`)
    outgoing = redirected(outgoing, answer.status, url, next)
    url = next
  }
  throw new EgressError('too_many_redirects', `${shown(first)} redirects more than ${REDIRECTS_MAX} times.`)
}

async function hop(attempt: Attempt, url: URL, target: Target, outgoing: Outgoing): Promise<Success> {
  const { progress, signal } = attempt
  const connect = await guardedConnector(attempt.guard, target, progress, signal)
  const { Client } = await import('undici')
  const client = new Client(url.origin, { connect, pipelining: 0, maxHeaderSize: HEADER_BYTES_MAX, headersTimeout: 0, bodyTimeout: 0 })
  try {
    const answer = await client.request({ ...sent(outgoing), path: url.pathname + url.search, signal })
    const { headers, bytes } = await readAnswer(answer, attempt.request.answerBytesMax)
    return { ok: true, status: answer.statusCode, headers, body: bytes, address: progress.address, finalUrl: url.href }
  } finally {
    // The answer is read or given up: nothing on this connection is wanted any more.
    await client.destroy()
  }
}

/** A redirect's own body is for people whose browser does not follow; it is not read. */
async function readAnswer(
  answer: Dispatcher.ResponseData,
  bytesMax: number,
): Promise<{ headers: Record<string, string>; bytes: Uint8Array }> {
  const headers = plainHeaders(answer.headers)
  if (redirectTarget(answer.statusCode, headers) !== undefined) {
    await answer.body.dump()
    return { headers, bytes: new Uint8Array() }
  }
  return readBody(answer.body, headers, bytesMax)
}

function sent({ method, headers, body }: Outgoing): Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'> {
  const lower = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    method: method ?? 'GET',
    headers: { 'user-agent': 'Pitcrew', 'accept-encoding': ENCODINGS_ACCEPTED, ...lower },
    ...(body === undefined ? {} : { body }),
  }
}
