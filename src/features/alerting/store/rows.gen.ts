// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface AlertTable {
  id: string
  watch_id: string
  target: string
  application_id: string
  environment_id: string
  component_id: string | null
  rule_key: string
  rule_name: string
  severity: 'critical' | 'major' | 'minor' | 'notify'
  labels: ColumnType<unknown, string, string>
  source: ColumnType<unknown, string, string>
  condition: ColumnType<unknown, string, string>
  value: number | null
  faces_users: boolean
  only_with_users: boolean
  is_learning: boolean
  folded_into: string | null
  place_reason: string
  speaks_since: ColumnType<Instant | null, Date | null | undefined, Date | null>
  pages: boolean
  page_reason: string
  paged_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  opened_at: ColumnType<Instant, Date, Date>
  acknowledged_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  acknowledged_by: string | null
  recovered_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface AlertLeaseTable {
  name: string
  node: string
  until: ColumnType<Instant, Date, Date>
}

export interface AlertRuleTable {
  id: string
  application_id: string
  environment_id: string | null
  component_id: string | null
  name: string
  severity: 'critical' | 'major' | 'minor' | 'notify'
  mode: 'live' | 'learning' | 'off'
  source: ColumnType<unknown, string, string>
  condition: ColumnType<unknown, string, string>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  managed_by: string | null
  runbook_url: string | null
}

export interface AlertTransitionTable {
  id: string
  watch_id: string
  alert_id: string | null
  at: ColumnType<Instant, Date, Date>
  from_state: string
  to_state: string
  reason: string
  value: number | null
}

export interface AlertWatchTable {
  id: string
  application_id: string
  environment_id: string
  rule_key: string
  target: string
  labels: ColumnType<unknown, string, string>
  state: 'ok' | 'pending' | 'firing' | 'clearing' | 'no_data'
  since: ColumnType<Instant, Date, Date>
  firing_since: ColumnType<Instant | null, Date | null | undefined, Date | null>
  recoveries: ColumnType<unknown, string, string>
  reason: string
  value: number | null
}

export interface SilenceTable {
  id: string
  client_id: string | null
  application_id: string | null
  matchers: ColumnType<unknown, string, string>
  comment: string
  author_id: string | null
  starts_at: ColumnType<Instant, Date, Date>
  ends_at: ColumnType<Instant, Date, Date>
  created_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  alert: AlertTable
  alert_lease: AlertLeaseTable
  alert_rule: AlertRuleTable
  alert_transition: AlertTransitionTable
  alert_watch: AlertWatchTable
  silence: SilenceTable
}
