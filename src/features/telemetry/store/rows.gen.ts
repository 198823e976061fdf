// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface IngestKeyTable {
  id: string
  environment_id: string | null
  name: string
  prefix: string
  secret_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
  last_used_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  revoked_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  dsn_key: ColumnType<string, never, never>
  application_id: string | null
  client_id: string | null
}

export interface DB {
  ingest_key: IngestKeyTable
}
