/** Reads and judges the address of a request or redirect before anything is resolved. Pure. */
import type { EgressFailure } from './egress.ts'

/** `failure` with words; never with the query, fragment or credentials of the URL. */
export interface Refusal {
  readonly failure: EgressFailure
  readonly detail: string
}

/**
 * Ports on which something other than HTTP listens and could be made to act on what an HTTP request looks like; the list of
 * the Fetch standard (https://fetch.spec.whatwg.org/#port-blocking), for approved targets as well.
 */
const PORTS_REFUSED = new Set(
  (
    '1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 ' +
    '389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 ' +
    '6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  )
    .split(' ')
    .map(Number),
)

/** The URL to ask, or why it may not be asked. `base` is the address that redirected here. */
export function readTarget(text: string, base?: URL): URL | Refusal {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined
  if (!url) return { failure: 'invalid_url', detail: 'This is not a web address.' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { failure: 'scheme_not_allowed', detail: `Only http and https can be asked, not ${url.protocol.slice(0, -1)}.` }
  }
  if (url.username !== '' || url.password !== '') {
    return { failure: 'invalid_url', detail: 'A name or password inside the address is not accepted; send an Authorization header.' }
  }
  if (PORTS_REFUSED.has(Number(url.port))) {
    return { failure: 'address_not_allowed', detail: `Port ${url.port} belongs to another protocol than HTTP.` }
  }
  return url
}

/** Host as look-ups want it: lower case, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** What may be said of a URL in messages and logs: where it points, not what it carries. */
export const shown = (url: URL): string => url.origin
