// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface IncidentTable {
  id: string
  severity: 'critical' | 'major' | 'minor'
  severity_reason: string
  effect: string | null
  reach: string | null
  summary: Generated<string>
  environment_id: string | null
  alert_id: string | null
  is_shared: Generated<boolean>
  people_affected: number | null
  harm_started_at: ColumnType<Instant, Date, Date>
  touched_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  recovered_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  cause: Generated<string>
  fix: Generated<string>
  response_due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  resolution_due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  post_due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  first_post_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last_post_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  declared_by: string | null
  type: Generated<'operational' | 'security'>
  released_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  notice_due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface IncidentAlertTable {
  incident_id: string
  alert_id: string
  title: string
  severity: string
  component_id: string | null
  rule_key: string
  speaks: boolean
  opened_at: ColumnType<Instant, Date, Date>
  recovered_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface IncidentComponentTable {
  incident_id: string
  component_id: string
}

export interface IncidentMeasureTable {
  id: string
  incident_id: string
  step: 'isolate' | 'analyse' | 'contain' | 'document' | 'fix'
  what: string
  undo: string
  done_at: ColumnType<Instant, Date, Date>
  done_by: string | null
  undone_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  undone_by: string | null
}

export interface IncidentMoveTable {
  id: string
  incident_id: string
  at: ColumnType<Instant, Date, Date>
  state: string
  severity: string
  reason: string
  note: Generated<string>
  is_own: boolean
}

export interface IncidentNoticeTable {
  incident_id: string
  framework: string
  state: 'given' | 'needless'
  note: string
  at: ColumnType<Instant, Date, Date>
  by_person: string | null
}

export interface IncidentPlaybookTable {
  id: string
  application_id: string | null
  name: string
  fits: ColumnType<unknown, string, string>
  steps: ColumnType<unknown, string, string>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface IncidentReviewTable {
  incident_id: string
  causes: Generated<string>
  lessons: Generated<string>
  went_well: Generated<string>
  finished_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  finished_by: string | null
}

export interface IncidentRoleTable {
  incident_id: string
  role: 'communications' | 'scribe' | 'technical'
  person_id: string
}

export interface IncidentStepTable {
  task_id: string
  incident_id: string
  playbook_id: string | null
  role: 'lead' | 'communications' | 'scribe' | 'technical' | null
  applied_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  incident: IncidentTable
  incident_alert: IncidentAlertTable
  incident_component: IncidentComponentTable
  incident_measure: IncidentMeasureTable
  incident_move: IncidentMoveTable
  incident_notice: IncidentNoticeTable
  incident_playbook: IncidentPlaybookTable
  incident_review: IncidentReviewTable
  incident_role: IncidentRoleTable
  incident_step: IncidentStepTable
}
