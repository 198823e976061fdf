// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface StatusComponentTable {
  id: string
  page_id: string
  name: string
  group_name: Generated<string>
  weight: Generated<number>
  position: number
  application_id: string | null
  component_id: string | null
  check_ids: string[] | null
  since: ColumnType<Instant, Date, Date>
}

export interface StatusCopyTable {
  page_id: string
  outlet: string
  slug: string
  files: ColumnType<unknown, string | undefined, string>
  built_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  copied_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  problem: 'unavailable' | 'no_space' | 'refused' | 'missing' | null
  problem_detail: string | null
  failing_since: ColumnType<Instant | null, Date | null | undefined, Date | null>
  failures: Generated<number>
  next_at: ColumnType<Instant, Date, Date>
}

export interface StatusDeclaredTable {
  component_id: string
  during: string
  state: 'operational' | 'maintenance' | 'degraded' | 'partial_outage' | 'major_outage'
}

export interface StatusDeliveryTable {
  update_id: string
  subscriber_id: string
}

export interface StatusPageTable {
  id: string
  client_id: string | null
  application_id: string | null
  name: string
  slug: string
  intro: Generated<string>
  state: Generated<'draft' | 'published'>
  is_private: Generated<boolean>
  link_number: Generated<number>
  language: 'en' | 'de'
  colour: string | null
  support_url: string | null
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  logo: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  logo_type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml' | null
  domain: string | null
}

export interface StatusPostTable {
  id: string
  page_id: string
  kind: 'incident' | 'maintenance' | 'announcement'
  title: string
  incident_id: string | null
  window_id: string | null
  started_at: ColumnType<Instant, Date, Date>
  planned_to: ColumnType<Instant | null, Date | null | undefined, Date | null>
  due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  first_released_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  ended_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  phase: string | null
  draft_phase: string | null
  draft_text: string | null
  draft_effects: ColumnType<unknown, string | null | undefined, string | null>
  draft_reason: string | null
  draft_from: ColumnType<Instant | null, Date | null | undefined, Date | null>
  draft_to: ColumnType<Instant | null, Date | null | undefined, Date | null>
  drafted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface StatusSubscriberTable {
  id: string
  page_id: string
  address: string
  component_ids: string[] | null
  asked_at: ColumnType<Instant, Date, Date>
  confirmed_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  channel: Generated<'email' | 'webhook' | 'slack'>
  sealed_target: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  failing_since: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface StatusUpdateTable {
  id: string
  post_id: string
  phase: string
  text: string
  effects: ColumnType<unknown, string, string>
  released_at: ColumnType<Instant, Date, Date>
  released_by: string
  corrected_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface DB {
  status_component: StatusComponentTable
  status_copy: StatusCopyTable
  status_declared: StatusDeclaredTable
  status_delivery: StatusDeliveryTable
  status_page: StatusPageTable
  status_post: StatusPostTable
  status_subscriber: StatusSubscriberTable
  status_update: StatusUpdateTable
}
