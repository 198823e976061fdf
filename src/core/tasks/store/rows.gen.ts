// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface TaskTable {
  id: string
  description: Generated<string>
  record_id: string | null
  created_by: string | null
  completed_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  task: TaskTable
}
