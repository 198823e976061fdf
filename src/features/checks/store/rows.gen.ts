// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface HeartbeatTable {
  check_id: string
  secret_hash: ColumnType<Buffer, Uint8Array, Uint8Array>
  armed_at: ColumnType<Instant, Date, Date>
  signal: 'start' | 'success' | 'failure' | null
  signal_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  started_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  succeeded_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface ProbeLeaseTable {
  location: string
  node: string
  until: ColumnType<Instant, Date, Date>
}

export interface UptimeCheckTable {
  id: string
  environment_id: string
  application_id: string
  name: string
  kind: 'http' | 'tcp' | 'dns' | 'tls' | 'ping' | 'heartbeat' | 'sql'
  settings: ColumnType<unknown, string, string>
  sealed_secret: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  interval_seconds: number
  time_limit_ms: number
  retries: number
  is_paused: Generated<boolean>
  is_resting: Generated<boolean>
  is_private_allowed: Generated<boolean>
  follows_address: Generated<boolean>
  state: Generated<'up' | 'down' | 'unknown'>
  reason: Generated<string>
  detail: Generated<string>
  since: ColumnType<Instant, Date, Date>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  managed_by: string | null
}

export interface DB {
  heartbeat: HeartbeatTable
  probe_lease: ProbeLeaseTable
  uptime_check: UptimeCheckTable
}
