/** From what drivers and the way out throw to the named reasons for which a database cannot be read. */
import type { Failure, Reason } from './words.ts'

/** Enough for one sentence of a server; more would be a dump. */
const DETAIL_LENGTH_MAX = 300

/** A database could not be read, and why. */
export class ProbeFailed extends Error {
  readonly failure: Failure
  constructor(reason: Reason, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'ProbeFailed'
    this.failure = { reason, detail: short(detail) }
  }
}

const short = (text: string): string => (text.length > DETAIL_LENGTH_MAX ? `${text.slice(0, DETAIL_LENGTH_MAX - 1)}…` : text)

/** What the egress guard says, by its own names. */
const BY_EGRESS: Readonly<Record<string, Reason>> = {
  dns_lookup_failed: 'name_not_found',
  address_not_allowed: 'address_not_allowed',
  connection_refused: 'refused',
  connection_timeout: 'timeout',
  answer_timeout: 'timeout',
  connection_lost: 'lost',
  tls_failed: 'tls_failed',
}
export const reasonOfEgress = (failure: string): Reason => BY_EGRESS[failure] ?? 'failed'

/**
 * Codes by which servers and their drivers name what is wrong; those of two kinds never meet. PostgreSQL:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html. MySQL and MariaDB:
 * https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html. Redis: the first
 * word of its answer.
 */
const BY_CODE: Readonly<Record<string, Reason>> = {
  '28P01': 'wrong_password',
  '28000': 'not_permitted',
  '42501': 'not_permitted',
  '3D000': 'unknown_database',
  '53300': 'too_many_connections',
  '57P01': 'lost',
  '57P02': 'lost',
  '57P03': 'starting',
  '57014': 'timeout',
  ER_ACCESS_DENIED_ERROR: 'wrong_password',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'wrong_password',
  ER_DBACCESS_DENIED_ERROR: 'not_permitted',
  ER_HOST_NOT_PRIVILEGED: 'not_permitted',
  ER_HOST_IS_BLOCKED: 'not_permitted',
  ER_SPECIFIC_ACCESS_DENIED_ERROR: 'not_permitted',
  ER_BAD_DB_ERROR: 'unknown_database',
  ER_CON_COUNT_ERROR: 'too_many_connections',
  ER_TOO_MANY_USER_CONNECTIONS: 'too_many_connections',
  ER_USER_LIMIT_REACHED: 'too_many_connections',
  ER_SERVER_SHUTDOWN: 'starting',
  ER_STATEMENT_TIMEOUT: 'timeout',
  ER_QUERY_TIMEOUT: 'timeout',
  PROTOCOL_SEQUENCE_TIMEOUT: 'timeout',
  PROTOCOL_CONNECTION_LOST: 'lost',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls_not_offered',
  WRONGPASS: 'wrong_password',
  NOAUTH: 'wrong_password',
  NOPERM: 'not_permitted',
  DENIED: 'not_permitted',
  LOADING: 'starting',
  MASTERDOWN: 'starting',
}

/** Codes of sockets and TLS, the same for every driver. */
function reasonOfSocket(code: string): Reason | undefined {
  if (/^(ECONNRESET|EPIPE|ENOTCONN|ERR_STREAM_)/.test(code)) return 'lost'
  if (code === 'ETIMEDOUT') return 'timeout'
  return /^(ERR_TLS_|ERR_SSL_|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE)/.test(
    code,
  )
    ? 'tls_failed'
    : undefined
}

/** Words of a driver that has no codes for what it says. */
const BY_WORDS: readonly (readonly [RegExp, Reason])[] = [
  [/max number of clients reached/i, 'too_many_connections'],
  [/does not support (SSL|TLS|secure)|error establishing an SSL/i, 'tls_not_offered'],
  [/terminated|closed|ended|not queryable|broken/i, 'lost'],
  [/timeout|timed out/i, 'timeout'],
]

/** Why a database could not be read; whatever was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProbeFailed) return error.failure
  const { code, message } = error as { code?: unknown; message?: unknown }
  const [name, words] = [typeof code === 'string' ? code : '', typeof message === 'string' ? message : String(error)]
  const reason = BY_CODE[name] ?? reasonOfSocket(name) ?? BY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'failed'
  return { reason, detail: short(words) }
}
