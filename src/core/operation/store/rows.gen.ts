// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface AuditVerificationTable {
  id: string
  state: 'running' | 'passed' | 'failed' | 'broken_off'
  started_at: ColumnType<Instant, Date, Date>
  started_by_kind: string
  started_by_id: string
  progress_at: ColumnType<Instant, Date, Date>
  checked_seq: Generated<number>
  finished_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  from_seq: number | null
  to_seq: number | null
  head: string | null
  fault_seq: number | null
  fault_what: string | null
}

export interface NowQuietTable {
  caller_key: string
  since: ColumnType<Instant, Date, Date>
}

export interface SettingTable {
  key: string
  value: ColumnType<unknown, string | null | undefined, string | null>
  version: Generated<number>
  changed_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  audit_verification: AuditVerificationTable
  now_quiet: NowQuietTable
  setting: SettingTable
}
