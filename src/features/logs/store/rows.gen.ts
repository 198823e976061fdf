// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface LogSearchTable {
  id: string
  application_id: string
  owner_id: string | null
  name: string
  search: ColumnType<unknown, string, string>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  log_search: LogSearchTable
}
