/**
 * Asks as a browser would without its cache: every look opens a connection of its own, so that name, connection, certificate and
 * answer are all looked at. node:http over the guarded socket, because it costs half of what a client with a pool costs for one
 * request; the rules of redirects are those of the guard.
 */
import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { plainHeaders } from '#platform/egress/answer.ts'
import { systemCodeOf } from '#platform/egress/failures.ts'
import { redirected, REDIRECTS_MAX, redirectTarget, type Outgoing } from '#platform/egress/redirect.ts'
import { hostOf, readTarget } from '#platform/egress/target.ts'
import { bodyText, BODY_BYTES_MAX, judgeAnswer, wantsBody, type Answer } from '../../domain/judge-http.ts'
import { aLook, type Look, type Split } from '../../domain/look.ts'
import type { HttpSettings } from '../../domain/settings.ts'
import { isLook, reach, within, type Asking } from './asking.ts'
import { secure } from './secure.ts'

/** Servers that say more in their heads are no servers of pages. */
const HEADER_BYTES_MAX = 32 * 1024

type AskingHttp = Asking<HttpSettings> & { readonly deadlineMs: number }

export async function lookHttp(asking: Asking<HttpSettings>): Promise<Look> {
  const startMs = performance.now()
  const look = await followed({ ...asking, deadlineMs: startMs + asking.timeLimitMs })
  const ms = performance.now() - startMs
  const { slowerThanMs } = asking.settings
  if (look.reason === 'answered' && slowerThanMs !== null && ms > slowerThanMs)
    return { ...look, reason: 'too_slow', detail: String(Math.round(ms)) }
  return look
}

async function followed(asking: AskingHttp): Promise<Look> {
  const { settings, secret } = asking
  const first = readTarget(settings.url)
  if (!(first instanceof URL)) return aLook('redirect_refused', { detail: first.failure })
  const redirects: string[] = []
  let url = first
  let outgoing: Outgoing = {
    method: settings.method,
    headers: {
      ...Object.fromEntries(settings.headers.map(({ name, value }) => [name, value])),
      ...(secret === null ? {} : { authorization: secret }),
    },
    ...(settings.method === 'POST' ? { body: settings.body } : {}),
  }
  for (let hops = 0; hops <= REDIRECTS_MAX; hops++) {
    const approved = asking.isPrivateAllowed && hostOf(url) === hostOf(first)
    const outcome = await hop({ ...asking, isPrivateAllowed: approved }, url, outgoing)
    if (isLook(outcome)) return { ...outcome, redirects }
    const location = settings.followRedirects ? redirectTarget(outcome.answer.status, outcome.answer.headers) : undefined
    if (location === undefined) return { ...judgeAnswer(outcome.answer, settings), ...outcome.measured, redirects }
    const next = readTarget(location, url)
    if (!(next instanceof URL)) return aLook('redirect_refused', { detail: next.failure, redirects, ...outcome.measured })
    outgoing = redirected(outgoing, outcome.answer.status, url, next)
    url = next
    redirects.push(url.origin + url.pathname)
  }
  return aLook('too_many_redirects', { detail: String(REDIRECTS_MAX), redirects })
}

interface Hop {
  readonly answer: Answer
  readonly measured: Pick<Look, 'split' | 'certificateDays'>
}

async function hop(asking: AskingHttp, url: URL, outgoing: Outgoing): Promise<Hop | Look> {
  const { platform, settings, deadlineMs, isPrivateAllowed: privateAllowed } = asking
  const host = hostOf(url)
  const isSecure = url.protocol === 'https:'
  const port = Number(url.port) || (isSecure ? 443 : 80)
  const remaining = () => deadlineMs - performance.now()
  const reached = await reach(platform.egress, { host, port, timeoutMs: Math.max(1, Math.ceil(remaining())), privateAllowed })
  if (isLook(reached)) return reached
  const { authority, certificateDaysMin: daysMin } = settings
  const wanted = { host, names: [], authority, daysMin, remainingMs: remaining(), now: platform.clock.now() }
  const secured = isSecure ? await secure(reached.socket, wanted) : { socket: reached.socket, tlsMs: null, certificateDays: null }
  if (isLook(secured)) return { ...secured, split: reached.split }
  const split = { ...reached.split, tls: secured.tlsMs }
  const { socket, certificateDays } = secured
  try {
    const exchanged = await within(remaining(), () => socket.destroy(LATE), exchange(socket, { url, outgoing, reads: wantsBody(settings) }))
    return { answer: exchanged.answer, measured: { split: { ...split, ...exchanged.split }, certificateDays } }
  } catch (error) {
    return { ...failed(error), split, certificateDays }
  } finally {
    socket.destroy()
  }
}

const LATE = new Error('the time is over')

function failed(error: unknown): Look {
  if (error === LATE) return aLook('answer_timeout')
  const code = systemCodeOf(error)
  return code.startsWith('HPE_') ? aLook('answer_invalid', { detail: code }) : aLook('connection_lost', { detail: code })
}

interface Exchange {
  readonly url: URL
  readonly outgoing: Outgoing
  /** Whether the body is looked at; it is received in any case, up to its limit. */
  readonly reads: boolean
}

/** Rejects with what the connection was destroyed with. */
function exchange(socket: Socket, { url, outgoing, reads }: Exchange): Promise<{ answer: Answer; split: Pick<Split, 'wait' | 'receive'> }> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now()
    const { method = 'GET', headers, body } = outgoing
    const asked = request({
      method,
      path: url.pathname + url.search,
      headers: { host: url.host, 'user-agent': 'Pitcrew', accept: '*/*', 'accept-encoding': 'identity', ...headers },
      maxHeaderSize: HEADER_BYTES_MAX,
      createConnection: () => socket,
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      const wait = performance.now() - startMs
      receive(response, reads).then(({ bytes, isCut }) => {
        const plain = plainHeaders(response.headers)
        const answer = { status: response.statusCode ?? 0, headers: plain, body: reads ? bodyText(bytes, plain) : '', isCut }
        resolve({ answer, split: { wait, receive: performance.now() - startMs - wait } })
      }, reject)
    })
    asked.end(body)
  })
}

/** Up to its limit: what is larger is known to answer, and only its beginning is looked at. */
function receive(response: IncomingMessage, keeps: boolean): Promise<{ bytes: Buffer; isCut: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const end = (isCut: boolean): void => resolve({ bytes: Buffer.concat(chunks), isCut })
    response.on('error', reject)
    response.on('aborted', () => reject(Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' })))
    response.on('end', () => end(false))
    response.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (keeps) chunks.push(chunk)
      if (length < BODY_BYTES_MAX) return
      response.pause()
      end(true)
    })
  })
}
