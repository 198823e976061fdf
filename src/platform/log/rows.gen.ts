// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface EventTable {
  seq: number
  hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  id: string
  kind: string
  version: number
  at: ColumnType<Instant, Date, Date>
  actor_kind: 'person' | 'contact' | 'api_key' | 'system' | 'nobody'
  actor_id: string
  record_kind: string
  record_id: string
  client_id: string | null
  application_id: string | null
  audience: 'restricted' | 'internal' | 'client' | 'public'
  subject: string | null
  particulars: string
  particulars_digest: ColumnType<Buffer, Uint8Array, Uint8Array>
  personal: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  personal_digest: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
}

export interface EventCheckpointTable {
  seq: number
  hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  at: ColumnType<Instant, Date, Date>
  signature: ColumnType<Buffer, Uint8Array, Uint8Array>
}

export interface EventPendingTable {
  ordinal: GeneratedAlways<number>
  id: string
  kind: string
  version: number
  at: ColumnType<Instant, Date, Date>
  actor_kind: 'person' | 'contact' | 'api_key' | 'system' | 'nobody'
  actor_id: string
  record_kind: string
  record_id: string
  client_id: string | null
  application_id: string | null
  audience: 'restricted' | 'internal' | 'client' | 'public'
  subject: string | null
  particulars: string
  particulars_digest: ColumnType<Buffer, Uint8Array, Uint8Array>
  personal: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  personal_digest: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
}

export interface EventSigningKeyTable {
  id: string
  public_key: ColumnType<Buffer, Uint8Array, Uint8Array>
  sealed_private_key: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  singleton: Generated<boolean>
}

export interface FactBlockTable {
  singleton: Generated<boolean>
  from_seq: number
  to_seq: number | null
  era: string | null
}

export interface ReactionCursorTable {
  reaction: string
  seq: number
  moved_at: ColumnType<Instant, Date, Date>
}

export interface ReactionParkedTable {
  id: string
  reaction: string
  record_id: string
  seq: number
  attempts: number
  error: string | null
  parked_at: ColumnType<Instant, Date, Date>
  retry_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  event: EventTable
  event_checkpoint: EventCheckpointTable
  event_pending: EventPendingTable
  event_signing_key: EventSigningKeyTable
  fact_block: FactBlockTable
  reaction_cursor: ReactionCursorTable
  reaction_parked: ReactionParkedTable
}
