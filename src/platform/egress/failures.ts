/** Turns what sockets, TLS, zlib and undici throw into the closed set of failures. Pure. */
import { EgressError, type Progress } from './connector.ts'
import type { Refusal } from './target.ts'

const BY_CODE: Readonly<Record<string, Refusal>> = {
  ECONNREFUSED: { failure: 'connection_refused', detail: 'Nothing listens there.' },
  EHOSTUNREACH: { failure: 'connection_refused', detail: 'There is no way to that host.' },
  ENETUNREACH: { failure: 'connection_refused', detail: 'There is no way to that network.' },
  EADDRNOTAVAIL: { failure: 'connection_refused', detail: 'There is no way to that address.' },
  ETIMEDOUT: { failure: 'connection_timeout', detail: 'The host did not take the connection in time.' },
  UND_ERR_CONNECT_TIMEOUT: { failure: 'connection_timeout', detail: 'The host did not take the connection in time.' },
  UND_ERR_HEADERS_OVERFLOW: { failure: 'response_too_large', detail: 'The headers of the answer are too large.' },
  UND_ERR_HEADERS_TIMEOUT: { failure: 'answer_timeout', detail: 'The answer did not come in time.' },
  UND_ERR_BODY_TIMEOUT: { failure: 'answer_timeout', detail: 'The answer did not come in time.' },
  EPROTO: { failure: 'tls_failed', detail: 'The other side does not speak TLS as it should.' },
}

const LATE_BY_PHASE: Readonly<Record<Progress['phase'], Refusal>> = {
  dns: { failure: 'dns_lookup_failed', detail: 'The name server did not answer in time.' },
  connect: { failure: 'connection_timeout', detail: 'The host did not take the connection in time.' },
  answer: { failure: 'answer_timeout', detail: 'The answer did not come in time.' },
}

/** `late` says that the deadline of the whole request has passed, which is then the cause whatever was thrown. */
export function failureOf(error: unknown, progress: Progress, late: boolean): Refusal {
  if (error instanceof EgressError) return { failure: error.failure, detail: error.message }
  if (late) return LATE_BY_PHASE[progress.phase]
  const code = codeOf(error)
  const known = BY_CODE[code]
  if (known) return known
  if (isTls(code)) return { failure: 'tls_failed', detail: `The certificate or TLS of the host is not acceptable (${code}).` }
  if (
    (error as Error).name === 'HTTPParserError' ||
    code.startsWith('Z_') ||
    code.startsWith('ERR_BROTLI') ||
    code.startsWith('ERR__ERROR_')
  ) {
    return { failure: 'answer_invalid', detail: `The answer is not valid HTTP or is wrongly compressed.` }
  }
  return { failure: 'connection_lost', detail: 'The connection broke before the answer was complete.' }
}

/** What the system said at the bottom of an error, such as ENOTFOUND; empty when it said nothing. */
export function systemCodeOf(error: unknown): string {
  return codeOf(error instanceof EgressError ? error.cause : error)
}

/** An AggregateError of several tried addresses has the first one's code itself. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

/** OpenSSL's verification codes have no common prefix; those below are all that Node maps, see tls.html#x509-certificate-error-codes. */
function isTls(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE)/.test(
    code,
  )
}
