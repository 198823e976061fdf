/** Tables `attachment_content` and `attachment_content_use`: which bytes may stand in the file store, and which other parts need them. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** Bytes that have arrived for an attachment. */
export interface NamedContent {
  readonly id: string
  readonly digest: string
  readonly mediaType: string
}

/**
 * Writes the bytes down and names them from the attachment, before they are put into the file store. Waits for whoever removes
 * the same bytes. True as well when another try of the sender has stored them meanwhile. False when the attachment is not awaited any
 * more, or other bytes were named for it.
 */
export async function nameContent(tx: Tx, { id, digest, mediaType }: NamedContent): Promise<boolean> {
  await keepContent(tx, { digest, mediaType })
  const naming = sql`update attachment set digest = ${digest}
    where id = ${id} and deleted_at is null and (digest is null or digest = ${digest})`
  return (await affected(tx, 'attachments.nameContent', naming)) === 1
}

/** Waits for whoever removes the same bytes. */
async function keepContent(tx: Tx, { digest, mediaType }: Omit<NamedContent, 'id'>): Promise<void> {
  const content = kysely<DB>(tx)
    .insertInto('attachment_content')
    .values({ digest, media_type: mediaType })
    .onConflict((on) => on.column('digest').doUpdateSet({ media_type: mediaType }))
  await affected(tx, 'attachments.keepContent', content)
}

/** Names the bytes from something of another part, whose UUID `id` is. */
export async function useContent(tx: Tx, content: NamedContent): Promise<void> {
  await keepContent(tx, content)
  const query = kysely<DB>(tx).insertInto('attachment_content_use').values({ id: content.id, digest: content.digest })
  await affected(tx, 'attachments.useContent', query)
}

export async function dropContent(tx: Tx, ids: readonly string[]): Promise<void> {
  await affected(tx, 'attachments.dropContent', sql`delete from attachment_content_use where id = any(${ids}::uuid[])`)
}

/** Writes down bytes that stand in the file store, unless they are written down already. */
export async function keepFound(tx: Tx, digests: readonly string[]): Promise<void> {
  const found = sql`insert into attachment_content (digest, media_type)
    select digest, 'application/octet-stream' from unnest(${digests}::text[]) as digest on conflict do nothing`
  await affected(tx, 'attachments.keepFound', found)
}

/** Bytes that nothing names, in the order of their digests. */
export function listUnnamed(tx: Tx, { after, limit }: { readonly after: string; readonly limit: number }): Promise<{ digest: string }[]> {
  return named(
    tx,
    'attachments.listUnnamed',
    sql<{ digest: string }>`select c.digest from attachment_content c
      where c.digest > ${after}
        and not exists (select from attachment a where a.digest = c.digest)
        and not exists (select from attachment_content_use u where u.digest = c.digest) order by c.digest limit ${limit}`,
  )
}

/**
 * True when nothing names the bytes: they are forgotten, and the caller removes them before the transaction ends, until when nobody
 * can name them anew. Locked first and asked then: a name that was given in between is seen.
 */
export async function forgetContent(tx: Tx, digest: string): Promise<boolean> {
  await named(tx, 'attachments.lockContent', sql`select from attachment_content where digest = ${digest} for update`)
  const forgetting = sql`delete from attachment_content where digest = ${digest}
    and not exists (select from attachment where digest = ${digest}) and not exists (select from attachment_content_use where digest = ${digest})`
  return (await affected(tx, 'attachments.forgetContent', forgetting)) === 1
}
