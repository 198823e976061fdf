// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface AttachmentTable {
  id: string
  record_id: string
  uploader_id: string | null
  name: string
  audience: 'internal' | 'client'
  bytes: number
  digest: string | null
  version: Generated<number>
  announced_at: ColumnType<Instant, Date, Date>
  stored_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
  deleted_at: ColumnType<Instant | null, Date | null | undefined, Date | null>
}

export interface AttachmentContentTable {
  digest: string
  media_type: string
}

export interface AttachmentContentUseTable {
  id: string
  digest: string
}

export interface DB {
  attachment: AttachmentTable
  attachment_content: AttachmentContentTable
  attachment_content_use: AttachmentContentUseTable
}
