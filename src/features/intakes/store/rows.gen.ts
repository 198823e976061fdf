// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface AlertSourceTable {
  id: string
  application_id: string
  environment_id: string
  kind: 'alertmanager' | 'pagerduty' | 'grafana' | 'sentry' | 'uptime_kuma' | 'webhook'
  name: string
  prefix: string
  secret_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  component_id: string | null
  settings: ColumnType<unknown, string, string>
  sealed_signing_secret: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  last_received_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last_refused_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  last_refusal: string | null
  removed_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface SourceAlertTable {
  id: string
  source_id: string
  target: string
  alert_id: string | null
  description: string
  annotations: ColumnType<unknown, string, string>
  link: string | null
  severity_said: string | null
  severity_reason: string
  starts_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  ends_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  updated_at: ColumnType<Instant, Date, Date>
  resolved_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface SourceTallyTable {
  source_id: string
  hour: ColumnType<Instant, Date, Date>
  outcome: string
  alerts: number
  last_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  alert_source: AlertSourceTable
  source_alert: SourceAlertTable
  source_tally: SourceTallyTable
}
