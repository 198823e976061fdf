/** Table `attachment`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { FileAudience, FileTimes } from '../domain/judge.ts'
import type { DB } from './rows.gen.ts'

export interface AttachmentRow extends FileTimes {
  readonly id: string
  readonly recordId: string
  /** Null: an erased person. */
  readonly uploaderId: string | null
  readonly name: string
  readonly audience: FileAudience
  readonly bytes: number
  readonly digest: string | null
  readonly mediaType: string | null
  readonly version: number
}

const columns = sql`
  a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version,
  a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt",
  (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType"`

export type NewAttachment = Pick<AttachmentRow, 'id' | 'recordId' | 'name' | 'audience' | 'bytes'> & {
  readonly uploaderId: string
  readonly at: Instant
}

export async function insertAttachment(tx: Tx, { id, recordId, uploaderId, name, audience, bytes, at }: NewAttachment): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('attachment')
    .values({ id, record_id: recordId, uploader_id: uploaderId, name, audience, bytes, announced_at: toDate(at) })
  await affected(tx, 'attachments.insertAttachment', query)
}

/** Locked until the transaction ends; in any state. */
export async function lockAttachment(tx: Tx, id: string): Promise<AttachmentRow | undefined> {
  const query = sql<AttachmentRow>`select ${columns} from attachment a where a.id = ${id} for no key update of a`
  return (await named(tx, 'attachments.lockAttachment', query))[0]
}

/** In any state. */
export async function findAttachment(tx: Tx, id: string): Promise<AttachmentRow | undefined> {
  const query = sql<AttachmentRow>`select ${columns} from attachment a where a.id = ${id}`
  return (await named(tx, 'attachments.findAttachment', query))[0]
}

export interface AttachmentsAsk {
  readonly recordId: string
  readonly audiences: readonly FileAudience[]
  readonly deleted: boolean
  /** Only of this person; null for everybody's. */
  readonly uploaderId: string | null
  /** Only older ones than this; null begins at the newest. */
  readonly beforeId: string | null
  readonly limit: number
}

/** Newest first; those that have not arrived are left out. */
export function listAttachments(
  tx: Tx,
  { recordId, audiences, deleted, uploaderId, beforeId, limit }: AttachmentsAsk,
): Promise<AttachmentRow[]> {
  const before = beforeId === null ? sql`true` : sql`a.id < ${beforeId}::uuid`
  const from = uploaderId === null ? sql`true` : sql`a.uploader_id = ${uploaderId}::uuid`
  const kept = deleted ? sql`a.deleted_at is not null` : sql`a.deleted_at is null`
  return named(
    tx,
    'attachments.listAttachments',
    sql<AttachmentRow>`select ${columns} from attachment a
      where a.record_id = ${recordId} and a.audience = any(${audiences}::text[]) and a.stored_at is not null and ${kept} and ${from} and ${before}
      order by a.id desc limit ${limit}`,
  )
}

/** Of a record, without deleted ones; those that are arriving count. */
export async function countAttachments(tx: Tx, recordId: string): Promise<number> {
  const query = sql<{ count: number }>`select count(*)::int as count from attachment where record_id = ${recordId} and deleted_at is null`
  return (await named(tx, 'attachments.countAttachments', query))[0]?.count ?? 0
}

/** The bytes are there. The row is locked by the caller. */
export async function setStored(tx: Tx, id: string, at: Instant): Promise<void> {
  await affected(
    tx,
    'attachments.setStored',
    kysely<DB>(tx)
      .updateTable('attachment')
      .set({ stored_at: toDate(at) })
      .where('id', '=', id),
  )
}

/** Deletes (an instant) or brings back (null). */
export async function setAttachmentDeleted(tx: Tx, id: string, deletedAt: Instant | null): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('attachment')
    .set({ deleted_at: deletedAt === null ? null : toDate(deletedAt), version: sql`version + 1` })
    .where('id', '=', id)
  await affected(tx, 'attachments.setAttachmentDeleted', query)
}

export async function setAudience(tx: Tx, id: string, audience: FileAudience): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('attachment')
    .set({ audience, version: sql`version + 1` })
    .where('id', '=', id)
  await affected(tx, 'attachments.setAudience', query)
}

/** What is removed at once, and up to when. */
export interface Removal {
  readonly before: Instant
  readonly limit: number
}

/** Removes for good what was deleted before; its bytes go when nothing names them any more. Returns how many. */
export function removeDeleted(tx: Tx, { before, limit }: Removal): Promise<number> {
  return affected(
    tx,
    'attachments.removeDeleted',
    sql`delete from attachment where id in (
          select id from attachment where deleted_at < ${toDate(before)} and stored_at is not null order by deleted_at limit ${limit})`,
  )
}

/** Removes what was announced before and has not arrived. Returns how many. */
export function removeAbandoned(tx: Tx, { before, limit }: Removal): Promise<number> {
  return affected(
    tx,
    'attachments.removeAbandoned',
    sql`delete from attachment where id in (
          select id from attachment where stored_at is null and announced_at < ${toDate(before)} order by announced_at limit ${limit})`,
  )
}
