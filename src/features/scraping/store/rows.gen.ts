// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ScrapeLeaseTable {
  target_id: string
  holder: string
  until: ColumnType<Instant, Date, Date>
  last_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last: ColumnType<unknown, string | null | undefined, string | null>
}

export interface ScrapeTargetTable {
  id: string
  environment_id: string
  name: string
  url: string
  interval_seconds: number
  timeout_seconds: number
  credential_kind: 'none' | 'bearer' | 'basic'
  username: string | null
  sealed_secret: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  labels: ColumnType<unknown, string, string>
  private_allowed: boolean
  state: 'active' | 'paused'
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  scrape_lease: ScrapeLeaseTable
  scrape_target: ScrapeTargetTable
}
