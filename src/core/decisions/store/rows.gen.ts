// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface DecisionTable {
  id: string
  context: string
  options: ColumnType<unknown, string, string>
  chosen: number | null
  outcome: Generated<string>
  reason: Generated<string>
  decided_by: string | null
  decided_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DecisionViewTable {
  id: string
  decision_id: string
  side: 'development' | 'support' | 'qa' | 'project_management'
  person_id: string | null
  due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  asked_at: ColumnType<Instant, Date, Date>
  text: string | null
  favours: number | null
  given_by: string | null
  given_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  asked_by: string | null
}

export interface DB {
  decision: DecisionTable
  decision_view: DecisionViewTable
}
