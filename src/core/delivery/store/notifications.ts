/** Table `notification`. */
import { sql } from 'kysely'
import type { ActorRef } from '#kit/event.ts'
import type { Thing } from '#kit/ids.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { NoticeReason } from '../domain/reasons.ts'
import type { DB } from './rows.gen.ts'

/** One thing that happened, as a notification keeps it. */
export interface NoticeItem {
  /** UUID of the event. */
  readonly event: string
  readonly at: Instant
  readonly actorKind: ActorRef['kind']
  readonly actorId: string
  /** English, read after the name of the actor; names no person. */
  readonly words: string
  /** What the words are made of, for readers of another language; not in notifications from before this was kept. */
  readonly kind?: string
  /** Without what is personal. */
  readonly particulars?: Readonly<Record<string, unknown>>
}

export interface NotificationRow {
  readonly id: string
  readonly personId: string
  readonly topic: string
  readonly reason: NoticeReason
  readonly recordKind: Thing
  readonly recordId: string
  readonly href: string
  readonly isPage: boolean
  readonly items: readonly NoticeItem[]
  readonly count: number
  readonly createdAt: Instant
  readonly changedAt: Instant
  readonly readAt: Instant | null
}

const columns = sql`id, person_id as "personId", topic, reason, record_kind as "recordKind", record_id as "recordId", href,
  is_page as "isPage", items, count, created_at as "createdAt", changed_at as "changedAt", read_at as "readAt"`

/** With its first item. */
export async function insertNotification(tx: Tx, row: NotificationRow): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('notification')
    .values({
      id: row.id,
      person_id: row.personId,
      topic: row.topic,
      reason: row.reason,
      record_kind: row.recordKind,
      record_id: row.recordId,
      href: row.href,
      is_page: row.isPage,
      items: JSON.stringify(row.items),
      count: row.count,
      created_at: toDate(row.createdAt),
      changed_at: toDate(row.changedAt),
      read_at: row.readAt === null ? null : toDate(row.readAt),
    })
  await affected(tx, 'delivery.insertNotification', query)
}

/** The notification of this person about this record that was begun after `since`, locked; pages are never added to. */
export async function findOpenNotification(
  tx: Tx,
  of: { readonly personId: string; readonly recordId: string; readonly since: Instant },
): Promise<NotificationRow | undefined> {
  const [row] = await named(
    tx,
    'delivery.findOpenNotification',
    sql<NotificationRow>`select ${columns} from notification
      where person_id = ${of.personId} and record_id = ${of.recordId} and created_at > ${toDate(of.since)} and not is_page
      order by created_at desc limit 1 for update`,
  )
  return row
}

/** Items that a notification keeps; who wants all of them opens the timeline. */
export const ITEMS_MAX = 20

/** Adds an item, which makes it unread again unless it is `read`. */
export async function addItem(
  tx: Tx,
  { row, item, isRead }: { readonly row: NotificationRow; readonly item: NoticeItem; readonly isRead: boolean },
): Promise<void> {
  const items = JSON.stringify([...row.items, item].slice(-ITEMS_MAX))
  await affected(
    tx,
    'delivery.addItem',
    sql`update notification set items = ${items}::jsonb, count = count + 1, changed_at = ${toDate(item.at)},
      read_at = case when ${isRead} then read_at end where id = ${row.id}`,
  )
}

export async function findNotification(tx: Tx, id: string): Promise<NotificationRow | undefined> {
  const query = sql<NotificationRow>`select ${columns} from notification where id = ${id} for update`
  return (await named(tx, 'delivery.findNotification', query))[0]
}

export interface NotificationsAsk {
  readonly personId: string
  readonly unreadOnly: boolean
  readonly after: { readonly changedAt: Instant; readonly id: string } | null
  readonly limit: number
}

/** What changed last comes first. */
export function listNotifications(tx: Tx, { personId, unreadOnly, after, limit }: NotificationsAsk): Promise<NotificationRow[]> {
  const beyond = after === null ? sql`true` : sql`(changed_at, id) < (${toDate(after.changedAt)}, ${after.id})`
  const unread = unreadOnly ? sql`read_at is null` : sql`true`
  return named(
    tx,
    'delivery.listNotifications',
    sql<NotificationRow>`select ${columns} from notification where person_id = ${personId} and ${unread} and ${beyond}
      order by changed_at desc, id desc limit ${limit}`,
  )
}

/** Counts no further than `max`: a bell says "99+". */
export async function countUnread(tx: Tx, personId: string, max: number): Promise<number> {
  const [row] = await named(
    tx,
    'delivery.countUnread',
    sql<{ count: number }>`select count(*)::int as count from
      (select 1 from notification where person_id = ${personId} and read_at is null limit ${max}) as unread`,
  )
  return row?.count ?? 0
}

/** Marks those of the person, or all of theirs when `ids` is null. */
export async function markNotifications(
  tx: Tx,
  of: { readonly personId: string; readonly ids: readonly string[] | null; readonly readAt: Instant | null },
): Promise<void> {
  const which = of.ids === null ? sql`true` : sql`id = any(${of.ids}::uuid[])`
  const readAt = of.readAt === null ? null : toDate(of.readAt)
  await affected(
    tx,
    'delivery.markNotifications',
    sql`update notification set read_at = ${readAt}::timestamptz
      where person_id = ${of.personId} and ${which} and (read_at is null) = ${of.readAt !== null}`,
  )
}
