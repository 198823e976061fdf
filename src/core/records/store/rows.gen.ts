// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface RecordTable {
  id: string
  kind: string
  number: number
  client_id: string | null
  application_id: string | null
  audience: 'restricted' | 'internal' | 'client' | 'public'
  title: string
  state: string
  search: string
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  assignee_id: string | null
  due_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  priority: number | null
}

export interface RecordTextTable {
  id: string
  record_id: string
  audience: 'internal' | 'client' | 'public'
  search: string
}

export interface WordTable {
  text: string
}

export interface DB {
  record: RecordTable
  record_text: RecordTextTable
  word: WordTable
}
