/** Tables `error` and `session_count`: writing. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { HOUR_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { uuidFromHex } from '#kit/ids.ts'
import type { ErrorEvent } from '../domain/event.ts'
import { KEEP_DAYS, SESSION_KEEP_DAYS } from '../domain/limits.ts'
import type { ErrorRecord } from '../domain/record.ts'
import type { SessionCount } from '../domain/session.ts'

export interface ErrorRow {
  readonly event: ErrorEvent
  /** UUID made of the hash. */
  readonly fingerprint: string
  readonly title: string
  readonly at: Instant
  readonly userHash: bigint
}

/** At least one row. */
export function encodeErrors(environmentId: string, rows: readonly ErrorRow[]): Uint8Array {
  const hex = (ids: readonly string[], bytes: number) => ({
    rows: rows.length,
    pieces: ids.map((id) => (id === '' ? Buffer.alloc(bytes) : Buffer.from(id, 'hex'))),
  })
  const of = <T>(value: (event: ErrorEvent) => T): readonly T[] => rows.map(({ event }) => value(event))
  return encodeNative([
    { name: 'keep', type: 'UInt16', values: rows.map(() => KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: rows.map(() => environmentId) },
    { name: 'fingerprint', type: 'UUID', values: rows.map(({ fingerprint }) => fingerprint) },
    { name: 't', type: 'DateTime64(3)', values: rows.map(({ at }) => at) },
    { name: 'id', type: 'UUID', values: of(({ id }) => uuidFromHex(id)) },
    { name: 'level', type: 'String', values: of(({ level }) => level) },
    { name: 'platform', type: 'String', values: of(({ platform }) => platform) },
    { name: 'release', type: 'String', values: of(({ release }) => release) },
    { name: 'user_hash', type: 'UInt64', values: rows.map(({ userHash }) => userHash) },
    {
      name: 'trace',
      type: 'FixedString(16)',
      encoded: hex(
        of(({ traceId }) => traceId),
        16,
      ),
    },
    {
      name: 'span',
      type: 'FixedString(8)',
      encoded: hex(
        of(({ spanId }) => spanId),
        8,
      ),
    },
    { name: 'title', type: 'String', values: rows.map(({ title }) => title) },
    { name: 'tags', type: 'Map(String, String)', values: of(({ tags }) => Object.entries(tags).flat()) },
    { name: 'detail', type: 'String', values: of(({ detail }) => JSON.stringify(detail)) },
  ])
}

/** `id` is a UUID. */
export type SessionRow = Omit<SessionCount, 'startedAt'> & { readonly startedAt: Instant }

/** At least one row. */
export function encodeSessions(environmentId: string, rows: readonly SessionRow[]): Uint8Array {
  const counts = (['sessions', 'errored', 'crashed', 'abnormal'] as const).map((name) => ({
    name,
    type: 'UInt32' as const,
    values: rows.map((row) => row[name]),
  }))
  return encodeNative([
    { name: 'keep', type: 'UInt16', values: rows.map(() => SESSION_KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: rows.map(() => environmentId) },
    { name: 'release', type: 'String', values: rows.map(({ release }) => release) },
    { name: 't', type: 'DateTime', values: rows.map(({ startedAt }) => (Math.floor(startedAt / HOUR_MS) * HOUR_MS) / SECOND_MS) },
    { name: 'id', type: 'UUID', values: rows.map(({ id }) => id) },
    { name: 'seq', type: 'UInt64', values: rows.map(({ seq }) => seq) },
    ...counts,
  ])
}

/** Blocks one after the other are one insert; with the same token they are stored once however often they are sent. */
export async function insertErrors(clickhouse: ClickHouse, records: readonly ErrorRecord[], token: string): Promise<void> {
  const errors = records.flatMap((record) => (record.errors.length > 0 ? [record.errors] : []))
  const sessions = records.flatMap((record) => (record.sessions.length > 0 ? [record.sessions] : []))
  if (errors.length > 0) await clickhouse.insertNative('error', Buffer.concat(errors), token)
  if (sessions.length > 0) await clickhouse.insertNative('session_count', Buffer.concat(sessions), token)
}
