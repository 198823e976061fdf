/** What of the attachments belongs to a person, or names them. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** A page of a list by id. */
export interface PageAsk {
  readonly afterId: string
  readonly limit: number
}

export interface HeldAttachment {
  readonly id: string
  readonly recordId: string
  readonly name: string
  readonly bytes: number
  readonly digest: string | null
  readonly announcedAt: Instant
}

/** Added by them, deleted ones too. */
export function listOwnAttachments(tx: Tx, personIds: readonly string[], { afterId, limit }: PageAsk): Promise<HeldAttachment[]> {
  const query = kysely<DB>(tx)
    .selectFrom('attachment')
    .select(['id', 'record_id as recordId', 'name', 'bytes', 'digest', 'announced_at as announcedAt'])
    .where('uploader_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
  return named<HeldAttachment>(tx, 'attachments.listOwnAttachments', query)
}

/** Removes what they added; one that is just arriving is given up without a trace of them. Returns how many. */
export async function eraseOwnAttachments(tx: Tx, personIds: readonly string[], at: Instant): Promise<number> {
  const own = sql`uploader_id = any(${personIds}::uuid[])`
  const stored = await affected(tx, 'attachments.eraseOwnStored', sql`delete from attachment where ${own} and stored_at is not null`)
  const arriving = sql`update attachment set uploader_id = null, name = '', deleted_at = ${toDate(at)}, version = version + 1 where ${own}`
  return stored + (await affected(tx, 'attachments.eraseOwnArriving', arriving))
}

export interface NamingName {
  readonly id: string
  readonly name: string
}

/** Names of files that have one of the words in any case, by id. */
export function listNamingNames(tx: Tx, words: readonly string[], { afterId, limit }: PageAsk): Promise<NamingName[]> {
  return named(
    tx,
    'attachments.listNamingNames',
    sql<NamingName>`select a.id, a.name from attachment a
      where a.id > ${afterId}::uuid and exists (select from unnest(${words}::text[]) as word where strpos(lower(a.name), lower(word)) > 0)
      order by a.id limit ${limit}`,
  )
}

export async function replaceName(tx: Tx, { id, name }: NamingName): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('attachment')
    .set({ name, version: sql`version + 1` })
    .where('id', '=', id)
  await affected(tx, 'attachments.replaceName', query)
}
