// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface DutyFeedTable {
  id: string
  person_id: string
  schedule_id: string | null
  secret_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  created_at: ColumnType<Instant, Date, Date>
}

export interface DutyNoteTable {
  id: string
  schedule_id: string
  person_id: string
  text: string
  created_at: ColumnType<Instant, Date, Date>
}

export interface DutyOverrideTable {
  id: string
  schedule_id: string
  person_id: string
  starts_at: ColumnType<Instant, Date, Date>
  ends_at: ColumnType<Instant, Date, Date>
  is_swap: boolean
  created_at: ColumnType<Instant, Date, Date>
}

export interface DutyScheduleTable {
  id: string
  name: string
  zone: string
  layers: ColumnType<unknown, string, string>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  managed_by: string | null
}

export interface DutySwapTable {
  id: string
  schedule_id: string
  asker_id: string
  asked_id: string
  starts_at: ColumnType<Instant, Date, Date>
  ends_at: ColumnType<Instant, Date, Date>
  return_starts_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  return_ends_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  state: Generated<'asked' | 'accepted' | 'declined' | 'withdrawn'>
  created_at: ColumnType<Instant, Date, Date>
  settled_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DutyTestTable {
  id: string
  person_id: string
  address_id: string
  channel: string
  week: string
  queued_at: ColumnType<Instant, Date, Date>
  sent_until: ColumnType<Instant | null, Date | null | undefined, Date | null>
  outcome: string | null
  confirmed_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  told_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface EscalationPolicyTable {
  application_id: string
  id: string
  steps: ColumnType<unknown, string, string>
  repeats: number
  version: Generated<number>
  updated_at: ColumnType<Instant, Date, Date>
  managed_by: string | null
}

export interface PageTable {
  id: string
  client_id: string | null
  application_id: string | null
  environment_id: string | null
  title: string
  severity: 'critical' | 'major' | 'minor'
  state: 'held' | 'open' | 'acknowledged' | 'unanswered' | 'ended'
  reason: string
  turn: Generated<number>
  next_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  opened_at: ColumnType<Instant, Date, Date>
  answered_by: string | null
  answered_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  answered_via: string | null
  ended_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface PageDecisionTable {
  id: string
  page_id: string
  at: ColumnType<Instant, Date, Date>
  kind: string
  reason: string
  person_id: string | null
  detail: ColumnType<unknown, string | undefined, string>
}

export interface PageMessageTable {
  id: string
  page_id: string
  turn: number
  person_id: string
  address_id: string
  channel: string
  state: Generated<'queued' | 'handed_over' | 'delivered' | 'failed' | 'answered' | 'called_off'>
  why_person: string
  why_channel: string
  outcome: string | null
  attempts: Generated<number>
  repeats: Generated<number>
  try_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  sent_by: string | null
  sent_until: ColumnType<Instant | null, Date | null | undefined, Date | null>
  reference: string | null
  queued_at: ColumnType<Instant, Date, Date>
  handed_over_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface PageSubjectTable {
  about_kind: 'alert' | 'incident'
  about_id: string
  page_id: string
  title: string
  rule_key: string | null
  joined_at: ColumnType<Instant, Date, Date>
  over_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface PagerStateTable {
  the_row: Generated<boolean>
  beat_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  tested_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  dead: ColumnType<unknown, string | undefined, string>
  called_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  call_failure: string | null
}

export interface DB {
  duty_feed: DutyFeedTable
  duty_note: DutyNoteTable
  duty_override: DutyOverrideTable
  duty_schedule: DutyScheduleTable
  duty_swap: DutySwapTable
  duty_test: DutyTestTable
  escalation_policy: EscalationPolicyTable
  page: PageTable
  page_decision: PageDecisionTable
  page_message: PageMessageTable
  page_subject: PageSubjectTable
  pager_state: PagerStateTable
}
