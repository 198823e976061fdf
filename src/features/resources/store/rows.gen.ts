// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ResourceAuditTable {
  id: string
  application_id: string
  week: string
  zone: string
  made_at: ColumnType<Instant, Date, Date>
  is_due: boolean
  current: ColumnType<unknown, string, string>
  settled: ColumnType<unknown, string, string>
}

export interface ResourceFindingTable {
  id: string
  application_id: string
  environment_id: string
  concern: 'near_limit' | 'unusual' | 'waste' | 'tune'
  kind: string
  fingerprint: string
  about: ColumnType<unknown, string, string>
  facts: ColumnType<unknown, string, string>
  figure: number
  unit: string
  wins: number | null
  wins_unit: string
  state: 'open' | 'task' | 'measuring' | 'dismissed' | 'won' | 'no_change' | 'gone'
  dismissed_as: 'intended' | 'accepted' | 'not_true' | null
  task_id: string | null
  after: number | null
  opened_at: ColumnType<Instant, Date, Date>
  seen_at: ColumnType<Instant, Date, Date>
  done_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  settled_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface ResourceLookTable {
  application_id: string
  looked_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  resource_audit: ResourceAuditTable
  resource_finding: ResourceFindingTable
  resource_look: ResourceLookTable
}
