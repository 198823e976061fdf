/** What notifications hold about people, and those that were kept long enough. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { NoticeItem } from './notifications.ts'

export interface PageAsk {
  readonly afterId: string
  readonly limit: number
}

export interface HeldNotification {
  readonly id: string
  readonly topic: string
  readonly reason: string
  readonly recordKind: string
  readonly recordId: string
  readonly createdAt: Instant
  readonly readAt: Instant | null
}

/** To these people, by id. */
export function listHeld(tx: Tx, personIds: readonly string[], { afterId, limit }: PageAsk): Promise<HeldNotification[]> {
  return named(
    tx,
    'delivery.listHeld',
    sql<HeldNotification>`
      select id, topic, reason, record_kind as "recordKind", record_id as "recordId", created_at as "createdAt", read_at as "readAt"
      from notification where person_id = any(${personIds}::uuid[]) and id > ${afterId}::uuid order by id limit ${limit}`,
  )
}

type Json = Readonly<Record<string, unknown>>

/** How these people want to be told; what one person may refuse is bounded. */
export function readWishes(tx: Tx, personIds: readonly string[]): Promise<{ readonly kind: string; readonly data: Json }[]> {
  return named(
    tx,
    'delivery.readWishes',
    sql<{ kind: string; data: Json }>`
      select 'notification preferences' as kind, to_jsonb(p) - 'version' as data from notice_preference p
        where person_id = any(${personIds}::uuid[])
      union all select 'less of this', to_jsonb(r) from notice_refusal r where person_id = any(${personIds}::uuid[])`,
  )
}

/** Removes what these people were told and how they wanted it. */
export async function deleteTold(tx: Tx, personIds: readonly string[]): Promise<{ notifications: number; wishes: number }> {
  const rows = await named(
    tx,
    'delivery.deleteTold',
    sql<{ notifications: number; wishes: number }>`
      with n as (delete from notification where person_id = any(${personIds}::uuid[]) returning 1),
        p as (delete from notice_preference where person_id = any(${personIds}::uuid[]) returning 1),
        r as (delete from notice_refusal where person_id = any(${personIds}::uuid[]) returning 1)
      select (select count(*) from n) as notifications, (select count(*) from p) + (select count(*) from r) as wishes`,
  )
  return rows[0] ?? { notifications: 0, wishes: 0 }
}

/** What others were told in one of these words, in any case, by id. */
export function listNaming(
  tx: Tx,
  words: readonly string[],
  { afterId, limit }: PageAsk,
): Promise<{ readonly id: string; readonly items: readonly NoticeItem[] }[]> {
  return named(
    tx,
    'delivery.listNaming',
    sql<{ id: string; items: readonly NoticeItem[] }>`
      select id, items from notification where id > ${afterId}::uuid
        and exists (select from unnest(${words}::text[]) as word where strpos(lower(items::text), lower(word)) > 0)
      order by id limit ${limit}`,
  )
}

export async function replaceItems(tx: Tx, id: string, items: readonly NoticeItem[]): Promise<void> {
  await affected(tx, 'delivery.replaceItems', sql`update notification set items = ${JSON.stringify(items)}::jsonb where id = ${id}`)
}

/** Also unread ones: what nobody opened for so long is not news. Returns how many. */
export function deleteOldNotifications(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'delivery.deleteOldNotifications',
    sql`delete from notification where id in (select id from notification where changed_at < ${toDate(before)} limit ${limit})`,
  )
}
