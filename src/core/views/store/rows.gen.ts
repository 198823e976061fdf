// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface SavedViewTable {
  id: string
  kind: string
  name: string
  filter: string
  sort: string
  columns: string[]
  owner_id: string
  shared: 'personal' | 'role' | 'everyone'
  role: string | null
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  saved_view: SavedViewTable
}
