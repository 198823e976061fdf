// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface IdempotencyKeyTable {
  caller: string
  route: string
  key: string
  fingerprint: ColumnType<Buffer, Uint8Array, Uint8Array>
  claim: string
  claimed_at: ColumnType<Instant, Date, Date>
  effect_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  answer: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
}

export interface DB {
  idempotency_key: IdempotencyKeyTable
}
