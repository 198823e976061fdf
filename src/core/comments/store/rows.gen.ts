// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface CommentTable {
  id: string
  record_id: string
  author_id: string | null
  text: string
  audience: 'internal' | 'client'
  mentioned: string[]
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  edited_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface CommentVersionTable {
  comment_id: string
  version: number
  text: string
  until_at: ColumnType<Instant, Date, Date>
}

export interface WatcherTable {
  record_id: string
  person_id: string
  reason: 'chosen' | 'author' | 'owner' | 'mentioned' | 'commented' | 'asked'
  muted: Generated<boolean>
  since: ColumnType<Instant, Date, Date>
}

export interface DB {
  comment: CommentTable
  comment_version: CommentVersionTable
  watcher: WatcherTable
}
