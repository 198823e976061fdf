/** What PostgreSQL's errors mean to us: try again, wait for the server, or a rule of the schema was broken. */
import { common, Fault } from '#kit/fault.ts'

/** Restarting the embedded server takes about this long; an outside one that fails over takes longer and is asked again. */
const RETRY_AFTER_SECONDS = 1

// Classes and codes of https://www.postgresql.org/docs/current/errcodes-appendix.html
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const IN_FAILED_SQL_TRANSACTION = '25P02'
const FEATURE_NOT_SUPPORTED = '0A000'
const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'
const DISK_FULL = '53100'
const UNAVAILABLE = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  '25P03', // idle_in_transaction_session_timeout
  '25006', // read_only_sql_transaction: the primary became a standby
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // the unix socket of a stopped server
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
// What the driver says without a code, in its own words (pg 8.23, client.js and pg-pool's index.js).
const DRIVER_SENTENCES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout expired',
]

/** SQLSTATE or the system's code; empty when the error has neither. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** True when the same transaction, run again, can succeed at once. */
export function isConflict(error: unknown): boolean {
  const code = codeOf(error)
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED || isStalePlan(error)
}

/** True when a table changed under a statement that this connection has prepared; another connection prepares it anew. */
export function isStalePlan(error: unknown): error is Error {
  return codeOf(error) === FEATURE_NOT_SUPPORTED && (error as Error).message.includes('cached plan must not change result type')
}

/** True when the statement was refused because one before it in its transaction had failed. */
export function isAborted(error: unknown): boolean {
  return codeOf(error) === IN_FAILED_SQL_TRANSACTION
}

/** True when a row with this key is already there; `constraint` is the name of the constraint or index. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return codeOf(error) === UNIQUE_VIOLATION && (error as { constraint?: string }).constraint === constraint
}

/** True when a row points at one that is not there; `constraint` is the name of the foreign key. */
export function isDangling(error: unknown, constraint: string): boolean {
  return codeOf(error) === FOREIGN_KEY_VIOLATION && (error as { constraint?: string }).constraint === constraint
}

/**
 * Fault `common.store_unavailable` when the error says that the server is away or full, otherwise the error as it is. `statement`
 * is named in the log.
 */
export function asStoreFault(error: unknown, statement?: string): unknown {
  const code = codeOf(error)
  if (code === DISK_FULL)
    return unavailable(error, statement, 'The disk of the database is full. What was acknowledged is kept; make room and try again.')
  if (UNAVAILABLE.has(code) || code.startsWith('08')) return unavailable(error, statement)
  if (error instanceof Error && DRIVER_SENTENCES.some((sentence) => error.message.startsWith(sentence)))
    return unavailable(error, statement)
  return error
}

/** True for the fault that `asStoreFault` makes: nothing is wrong with the statement, the server is away. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Fault && error.code === common.store_unavailable
}

function unavailable(cause: unknown, statement?: string, detail?: string): Fault {
  const words = cause instanceof Error ? `: ${cause.message}` : ''
  const internal = `PostgreSQL is away${statement === undefined ? '' : ` for ${statement}`}${words}`
  return new Fault(common.store_unavailable, { cause, internal, retryAfterSeconds: RETRY_AFTER_SECONDS, ...(detail ? { detail } : {}) })
}
