// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface PlanVersionTable {
  id: string
  client_id: string | null
  application_id: string | null
  version: number
  source: string
  leaves: ColumnType<unknown, string, string>
  note: Generated<string>
  restored_from: number | null
  changes: number
  actor_kind: string
  actor_id: string
  created_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  plan_version: PlanVersionTable
}
