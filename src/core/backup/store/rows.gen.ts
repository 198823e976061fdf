// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface BackupTable {
  id: string
  why: 'schedule' | 'by_hand'
  state: 'running' | 'done' | 'failed'
  file_name: string
  started_at: ColumnType<Instant, Date, Date>
  finished_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  bytes: number | null
  sha256: string | null
  seq: number | null
  has_recovery_key: boolean | null
  error: string | null
  checked_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  check_fault: string | null
}

export interface BackupRecoveryKeyTable {
  only_one: Generated<boolean>
  public_key: ColumnType<Buffer, Uint8Array, Uint8Array>
  made_at: ColumnType<Instant, Date, Date>
}

export interface BackupScheduleTable {
  only_one: Generated<boolean>
  every_hours: Generated<number>
  keep: Generated<number>
  version: Generated<number>
}

export interface DB {
  backup: BackupTable
  backup_recovery_key: BackupRecoveryKeyTable
  backup_schedule: BackupScheduleTable
}
