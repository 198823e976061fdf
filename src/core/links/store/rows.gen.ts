// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface LinkTable {
  id: string
  source_id: string
  target_id: string
  type: string
  created_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  link: LinkTable
}
