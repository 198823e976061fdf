// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ErrorBatchTable {
  token: string
  counted_at: ColumnType<Instant, Date, Date>
}

export interface ErrorFeedbackTable {
  id: string
  environment_id: string
  event_id: string | null
  error_id: string | null
  fingerprint: string | null
  at: ColumnType<Instant, Date, Date>
  kept_at: ColumnType<Instant, Date, Date>
  name: string
  email: string
  text: string
  url: string
  user_hash: string
}

export interface ErrorFileTable {
  id: string
  environment_id: string
  event_id: string
  name: string
  media_type: string
  bytes: number
  digest: string
  user_hash: string
  kept_at: ColumnType<Instant, Date, Date>
  stored_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface ErrorFingerprintTable {
  environment_id: string
  fingerprint: string
  group_id: string
  origin_group_id: string
  events: number
  first_seen_at: ColumnType<Instant, Date, Date>
  last_seen_at: ColumnType<Instant, Date, Date>
}

export interface ErrorGroupTable {
  id: string
  environment_id: string
  reason: string
  culprit: string
  level: string
  platform: string
  events: number
  first_seen_at: ColumnType<Instant, Date, Date>
  last_seen_at: ColumnType<Instant, Date, Date>
  first_release: string
  last_release: string
  resolved_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  resolved_in_next_release: Generated<boolean>
  ignored_until_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  ignored_until_events: number | null
  ignored_until_release_after: ColumnType<Instant | null, Date | null | undefined, Date | null>
  merged_into: string | null
}

export interface ErrorOriginsTable {
  environment_id: string
  origins: string[]
}

export interface ErrorReleaseTable {
  environment_id: string
  release: string
  first_seen_at: ColumnType<Instant, Date, Date>
}

export interface SourceMapTable {
  id: string
  environment_id: string
  release: string
  name: string
  debug_id: string | null
  bytes: number
  packed_bytes: number
  digest: string
  uploaded_at: ColumnType<Instant, Date, Date>
  stored_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  needed_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  error_batch: ErrorBatchTable
  error_feedback: ErrorFeedbackTable
  error_file: ErrorFileTable
  error_fingerprint: ErrorFingerprintTable
  error_group: ErrorGroupTable
  error_origins: ErrorOriginsTable
  error_release: ErrorReleaseTable
  source_map: SourceMapTable
}
