/** What went wrong at ClickHouse, as a Fault. */
import { ClickHouseError } from '@clickhouse/client'
import { common, Fault } from '#kit/fault.ts'

/** The embedded engine is back within a second or two; a server's client should not hurry more. */
const RETRY_AFTER_SECONDS = 2

const NOT_ENOUGH_SPACE = '243'
const TIMEOUT_EXCEEDED = '159'

/**
 * Codes with which a server says that it cannot take the statement just now, though it may later
 * (https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp).
 */
const UNAVAILABLE = new Set([
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '236', // ABORTED: the server is shutting down
  '242', // TABLE_IS_READ_ONLY: a replica without its keeper
  NOT_ENOUGH_SPACE,
  '252', // TOO_MANY_PARTS
  '279', // ALL_CONNECTION_TRIES_FAILED: no replica of a shard answers
  '319', // UNKNOWN_STATUS_OF_INSERT: with its token the insert may be sent again
])

/** `name` is the statement's. The engine's words go to the log only: they may quote data. */
export function toFault(name: string, error: unknown): Fault {
  const known = error instanceof ClickHouseError
  const words = `${name}: ${known ? `${error.code} ${error.type ?? ''} ` : ''}${(error as Error).message}`
  if (!known || UNAVAILABLE.has(error.code)) {
    const isFull = known && error.code === NOT_ENOUGH_SPACE
    const detail = isFull ? { detail: 'The disk of ClickHouse is full, so it takes no more rows: make room and try again.' } : {}
    return new Fault(common.store_unavailable, { internal: words, cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS, ...detail })
  }
  return new Fault(error.code === TIMEOUT_EXCEEDED ? common.too_slow : common.internal, { internal: words, cause: error })
}
