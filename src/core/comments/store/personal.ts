/** What of the comments belongs to a person, or names them. */
import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** A page of a list by id. */
export interface PageAsk {
  readonly afterId: string
  readonly limit: number
}

export interface HeldComment {
  readonly id: string
  readonly recordId: string
  readonly text: string
  readonly createdAt: Instant
}

/** Written by them, deleted ones too. */
export function listOwnComments(tx: Tx, personIds: readonly string[], { afterId, limit }: PageAsk): Promise<HeldComment[]> {
  const query = kysely<DB>(tx)
    .selectFrom('comment')
    .select(['id', 'record_id as recordId', 'text', 'created_at as createdAt'])
    .where('author_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
  return named<HeldComment>(tx, 'comments.listOwnComments', query)
}

/** Empties what they wrote and forgets who it was; what it said before goes. Returns their UUIDs. */
export async function eraseOwnComments(tx: Tx, personIds: readonly string[]): Promise<readonly string[]> {
  const own = sql`select id from comment where author_id = any(${personIds}::uuid[])`
  await affected(tx, 'comments.eraseOwnVersions', sql`delete from comment_version where comment_id in (${own})`)
  const rows = await named(
    tx,
    'comments.eraseOwnComments',
    sql<{ id: string }>`update comment set text = '', author_id = null, mentioned = '{}', version = version + 1
        where author_id = any(${personIds}::uuid[]) returning id`,
  )
  return rows.map(({ id }) => id)
}

/** Takes them off every list. Returns how many. */
export function eraseWatching(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'comments.eraseWatching', sql`delete from watcher where person_id = any(${personIds}::uuid[])`)
}

/** A text that may name somebody, of a comment or of what it said before (`version` null: now). */
export interface NamingText {
  readonly id: string
  readonly version: number | null
  readonly text: string
}

/** Texts that have one of the words in any case, or mention one of the people, by id. */
export function listNamingTexts(
  tx: Tx,
  { words, personIds }: { readonly words: readonly string[]; readonly personIds: readonly string[] },
  { afterId, limit }: PageAsk,
): Promise<NamingText[]> {
  const has = (text: RawBuilder<unknown>) =>
    sql`exists (select from unnest(${words}::text[]) as word where strpos(lower(${text}), lower(word)) > 0)`
  return named(
    tx,
    'comments.listNamingTexts',
    sql<NamingText>`
      select c.id, null::int as version, c.text from comment c
      where c.id > ${afterId}::uuid and (c.mentioned && ${personIds}::uuid[] or ${has(sql`c.text`)})
      union all
      select v.comment_id, v.version, v.text from comment_version v where v.comment_id > ${afterId}::uuid and ${has(sql`v.text`)}
      order by 1 limit ${limit}`,
  )
}

/** Puts a text in place without keeping what stood there. */
export async function replaceText(tx: Tx, { id, version, text }: NamingText, personIds: readonly string[]): Promise<void> {
  await affected(
    tx,
    'comments.replaceText',
    version === null
      ? sql`update comment set text = ${text}, mentioned = array(select unnest(mentioned) except select unnest(${personIds}::uuid[])),
              version = version + 1 where id = ${id}`
      : sql`update comment_version set text = ${text} where comment_id = ${id} and version = ${version}`,
  )
}
