// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface MaintenanceWindowTable {
  id: string
  application_id: string
  kind: 'window' | 'freeze'
  environment_ids: Generated<string[]>
  component_ids: Generated<string[]>
  zone: string
  starts_local: string
  duration_minutes: number
  rule: string | null
  holds_alerts: boolean
  pauses_clocks: boolean
  freezes_releases: boolean
  is_public: boolean
  public_text: string
  note: string
  plan_key: string | null
  created_by: string | null
}

export interface WindowCheckTable {
  check_id: string
  application_id: string
  environment_id: string
  is_down: boolean
}

export interface WindowEvidenceTable {
  occurrence_id: string
  thing: 'check' | 'alert'
  thing_id: string
  title: string
  at: ColumnType<Instant, Date, Date>
  is_within: boolean
  recovered_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface WindowFeedTable {
  person_id: string
  token_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
}

export interface WindowOccurrenceTable {
  id: string
  window_id: string
  local: string
  state: 'planned' | 'under_way' | 'ended' | 'skipped'
  starts_at: ColumnType<Instant, Date, Date>
  ends_at: ColumnType<Instant, Date, Date>
  planned_ends_at: ColumnType<Instant, Date, Date>
  is_moved: Generated<boolean>
  is_reminded: Generated<boolean>
  verdict: string | null
  checks_down_before: number | null
  checks_down_after: number | null
}

export interface DB {
  maintenance_window: MaintenanceWindowTable
  window_check: WindowCheckTable
  window_evidence: WindowEvidenceTable
  window_feed: WindowFeedTable
  window_occurrence: WindowOccurrenceTable
}
