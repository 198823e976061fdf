// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface MappingTable {
  owner_kind: 'application' | 'client'
  owner_id: string
  rules: ColumnType<unknown, string, string>
  version: number
  updated_at: ColumnType<Instant, Date, Date>
}

export interface UnassignedSetTable {
  owner_kind: 'application' | 'client'
  owner_id: string
  digest: ColumnType<Buffer, Uint8Array, Uint8Array>
  protocol: string
  reason: 'no_rule' | 'environment_away'
  labels: ColumnType<unknown, string, string>
  items: number
  first_at: ColumnType<Instant, Date, Date>
  last_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  mapping: MappingTable
  unassigned_set: UnassignedSetTable
}
