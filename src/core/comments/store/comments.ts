/** Tables `comment` and `comment_version`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { CommentAudience } from '../domain/judge.ts'
import type { DB } from './rows.gen.ts'

export interface CommentRow {
  readonly id: string
  readonly recordId: string
  /** Null: an erased person. */
  readonly authorId: string | null
  readonly text: string
  readonly audience: CommentAudience
  readonly mentioned: readonly string[]
  readonly version: number
  readonly createdAt: Instant
  readonly editedAt: Instant | null
  readonly deletedAt: Instant | null
}

const columns = sql`
  c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version,
  c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt"`

export interface NewComment {
  readonly id: string
  readonly recordId: string
  readonly authorId: string
  readonly text: string
  readonly audience: CommentAudience
  readonly mentioned: readonly string[]
  readonly at: Instant
}

export async function insertComment(tx: Tx, { id, recordId, authorId, text, audience, mentioned, at }: NewComment): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('comment')
    .values({
      id,
      record_id: recordId,
      author_id: authorId,
      text,
      audience,
      mentioned: [...mentioned],
      created_at: toDate(at),
    })
  await affected(tx, 'comments.insertComment', query)
}

/** Locked until the transaction ends; deleted ones too. */
export async function lockComment(tx: Tx, id: string): Promise<CommentRow | undefined> {
  const rows = await named(
    tx,
    'comments.lockComment',
    sql<CommentRow>`select ${columns} from comment c where c.id = ${id} for no key update`,
  )
  return rows[0]
}

/** Deleted ones too. */
export async function findComment(tx: Tx, id: string): Promise<CommentRow | undefined> {
  const rows = await named(tx, 'comments.findComment', sql<CommentRow>`select ${columns} from comment c where c.id = ${id}`)
  return rows[0]
}

/** The next comments by id that are not deleted, locked until the transaction ends. */
export function lockPosted(tx: Tx, { afterId, limit }: { readonly afterId: string; readonly limit: number }): Promise<CommentRow[]> {
  return named(
    tx,
    'comments.lockPosted',
    sql<CommentRow>`select ${columns} from comment c
      where c.id > ${afterId} and c.deleted_at is null order by c.id limit ${limit} for no key update`,
  )
}

/** Without deleted ones. */
export async function findTexts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; text: string }>`select id, text from comment where id = any(${ids}::uuid[]) and deleted_at is null`
  return new Map((await named(tx, 'comments.findTexts', query)).map(({ id, text }) => [id, text]))
}

export interface CommentsAsk {
  readonly recordId: string
  readonly audiences: readonly CommentAudience[]
  /** Only older ones than this; null begins at the newest. */
  readonly beforeId: string | null
  readonly limit: number
}

/** Newest first; deleted ones too, whose place in the conversation stays. */
export function listComments(tx: Tx, { recordId, audiences, beforeId, limit }: CommentsAsk): Promise<CommentRow[]> {
  const before = beforeId === null ? sql`true` : sql`c.id < ${beforeId}::uuid`
  return named(
    tx,
    'comments.listComments',
    sql<CommentRow>`select ${columns} from comment c
      where c.record_id = ${recordId} and c.audience = any(${audiences}::text[]) and ${before} order by c.id desc limit ${limit}`,
  )
}

/** The newest that is not deleted. */
export async function findNewest(
  tx: Tx,
  recordId: string,
  audiences: readonly CommentAudience[],
): Promise<{ id: string; authorId: string | null } | undefined> {
  const rows = await named(
    tx,
    'comments.findNewest',
    sql<{ id: string; authorId: string | null }>`select c.id, c.author_id as "authorId" from comment c
      where c.record_id = ${recordId} and c.audience = any(${audiences}::text[]) and c.deleted_at is null order by c.id desc limit 1`,
  )
  return rows[0]
}

export interface CommentEdit {
  readonly id: string
  readonly text: string
  readonly mentioned: readonly string[]
  readonly at: Instant
}

/** Keeps the text that stood there before. The row is locked by the caller. */
export async function editComment(tx: Tx, { id, text, mentioned, at }: CommentEdit): Promise<void> {
  await affected(
    tx,
    'comments.editComment',
    sql`with before as (
          insert into comment_version (comment_id, version, text, until_at) select id, version, text, ${toDate(at)} from comment where id = ${id}
        )
        update comment set text = ${text}, mentioned = ${mentioned}::uuid[], edited_at = ${toDate(at)},
          version = version + 1 where id = ${id}`,
  )
}

/** Deletes (an instant) or brings back (null). */
export async function setCommentDeleted(tx: Tx, id: string, deletedAt: Instant | null): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('comment')
    .set({ deleted_at: deletedAt === null ? null : toDate(deletedAt), version: sql`version + 1` })
    .where('id', '=', id)
  await affected(tx, 'comments.setCommentDeleted', query)
}

export interface CommentVersionRow {
  readonly version: number
  readonly text: string
  readonly until: Instant
}

/** Newest first. */
export function listCommentVersions(
  tx: Tx,
  { id, before, limit }: { readonly id: string; readonly before: number | null; readonly limit: number },
): Promise<CommentVersionRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('comment_version')
    .select(['version', 'text', 'until_at as until'])
    .where('comment_id', '=', id)
    .$if(before !== null, (narrowed) => narrowed.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
  return named<CommentVersionRow>(tx, 'comments.listCommentVersions', query)
}

/** Removes for good what was deleted before; returns how many. */
export function removeDeletedComments(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'comments.removeDeletedComments',
    sql`delete from comment where id in (select id from comment where deleted_at < ${toDate(before)} order by deleted_at limit ${limit})`,
  )
}
