/** What follows an answer that points elsewhere. Pure; the rules are those of the Fetch standard, stricter on credentials. */
import type { EgressRequest } from './egress.ts'

/** Fetch allows 20; five is what mail and chat services need at most, and each is a chance to lead us astray. */
export const REDIRECTS_MAX = 5

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Headers that say nothing about who we are; all others (Authorization, Cookie, X-Api-Key …) stay with the first origin. */
const HEADERS_ACROSS_ORIGINS = new Set(['accept', 'accept-language', 'content-type', 'user-agent'])

export type Outgoing = Pick<EgressRequest, 'method' | 'headers' | 'body'>

/** Where the answer points, undefined when it is no redirect. */
export function redirectTarget(status: number, headers: Readonly<Record<string, string>>): string | undefined {
  return REDIRECTS.has(status) ? headers['location'] : undefined
}

/** The request to send to `to` after `from` answered `status`. */
export function redirected(request: Outgoing, status: number, from: URL, to: URL): Outgoing {
  const method = request.method ?? 'GET'
  const becomesGet = (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST')
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => {
    if (becomesGet && name.toLowerCase().startsWith('content-')) return false
    return from.origin === to.origin || HEADERS_ACROSS_ORIGINS.has(name.toLowerCase())
  })
  return {
    method: becomesGet ? 'GET' : method,
    headers: Object.fromEntries(headers),
    ...(becomesGet || request.body === undefined ? {} : { body: request.body }),
  }
}
