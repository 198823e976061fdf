// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ConsentTable {
  id: string
  email: string
  purpose: string
  text_version: string
  how: 'form' | 'e_mail' | 'telephone' | 'paper' | 'contract' | 'other'
  note: string
  given_at: ColumnType<Instant, Date, Date>
  recorded_by_kind: string
  recorded_by_id: string
  withdrawn_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  withdrawn_how: 'form' | 'e_mail' | 'telephone' | 'paper' | 'contract' | 'other' | null
}

export interface ErasureTable {
  id: string
  person_ids: string[]
  contact_ids: string[]
  email_hashes: string[]
  reason: string
  requested_by_kind: string
  requested_by_id: string
  requested_at: ColumnType<Instant, Date, Date>
  sealed_subject: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>
  files: string[]
  counts: ColumnType<unknown, string, string>
  remains: ColumnType<unknown, string | null | undefined, string | null>
  finished_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface RetentionRuleTable {
  kind: string
  days: number | null
  version: Generated<number>
  changed_at: ColumnType<Instant, Date, Date>
}

export interface DB {
  consent: ConsentTable
  erasure: ErasureTable
  retention_rule: RetentionRuleTable
}
