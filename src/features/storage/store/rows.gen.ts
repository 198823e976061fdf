// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface StorageDroppedTable {
  table_name: string
  day: string
  keep_days: number
  until_day: string
  bytes: number
  reason: 'limit' | 'disk'
  dropped_at: ColumnType<Instant, Date, Date>
}

export interface StorageLimitTable {
  only_one: Generated<boolean>
  bytes_max: number | null
  version: Generated<number>
}

export interface DB {
  storage_dropped: StorageDroppedTable
  storage_limit: StorageLimitTable
}
