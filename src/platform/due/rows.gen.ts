// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface DueTable {
  kind: string
  record: string
  at: ColumnType<Instant, Date, Date>
  try_at: ColumnType<Instant, Date, Date>
  attempts: Generated<number>
  error: string | null
}

export interface DB {
  due: DueTable
}
