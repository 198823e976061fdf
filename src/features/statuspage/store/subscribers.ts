/** Tables `status_subscriber` and `status_delivery`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { FollowChannel } from '../domain/hooks.ts'

export interface SubscriberRow {
  readonly id: string
  readonly pageId: string
  readonly channel: FollowChannel
  /** Of a hook a keyed digest of where it leads. */
  readonly address: string
  /** Null: by e-mail. */
  readonly sealedTarget: Buffer | null
  readonly componentIds: readonly string[] | null
  readonly askedAt: Instant
  readonly confirmedAt: Instant | null
  /** Since when a hook takes nothing. */
  readonly failingSince: Instant | null
}

const columns = sql`
  id, page_id as "pageId", channel, address, sealed_target as "sealedTarget", component_ids as "componentIds", asked_at as "askedAt",
  confirmed_at as "confirmedAt", failing_since as "failingSince"`

export interface Asking {
  readonly id: string
  readonly pageId: string
  readonly channel: FollowChannel
  readonly address: string
  readonly sealedTarget: Buffer | null
  readonly componentIds: readonly string[] | null
  readonly at: Instant
  /** Whoever was asked later than this is not asked again. */
  readonly notAskedSince: Instant
}

/** The subscriber to ask, new or known and not yet confirmed; undefined when they are confirmed, or were asked a moment ago. */
export async function askSubscriber(tx: Tx, of: Asking): Promise<string | undefined> {
  const rows = await named(
    tx,
    'statuspage.askSubscriber',
    sql<{ id: string }>`insert into status_subscriber as known (id, page_id, channel, address, sealed_target, component_ids, asked_at)
      values (${of.id}, ${of.pageId}, ${of.channel}, ${of.address}, ${of.sealedTarget}, ${of.componentIds}::uuid[], ${toDate(of.at)})
      on conflict (page_id, address) do update set component_ids = excluded.component_ids, asked_at = excluded.asked_at
        where known.confirmed_at is null and known.asked_at <= ${toDate(of.notAskedSince)}
      returning id`,
  )
  return rows[0]?.id
}

/** False when they are gone. Repeatable. */
export async function confirmSubscriber(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const query = sql`update status_subscriber set confirmed_at = coalesce(confirmed_at, ${toDate(at)}) where id = ${id}`
  return (await affected(tx, 'statuspage.confirmSubscriber', query)) > 0
}

export async function findSubscriber(tx: Tx, id: string): Promise<SubscriberRow | undefined> {
  const query = sql<SubscriberRow>`select ${columns} from status_subscriber where id = ${id}`
  return (await named(tx, 'statuspage.findSubscriber', query))[0]
}

/** Null: it takes again what it is sent. */
export async function setFailing(tx: Tx, id: string, since: Instant | null): Promise<void> {
  const query = sql`update status_subscriber set failing_since = ${since === null ? null : toDate(since)} where id = ${id}`
  await affected(tx, 'statuspage.setFailing', query)
}

/** Repeatable. */
export async function removeSubscriber(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'statuspage.removeSubscriber', sql`delete from status_subscriber where id = ${id}`)
}

/** Confirmed ones, by page. */
export async function countSubscribers(tx: Tx, pageId: string): Promise<number> {
  const rows = await named(
    tx,
    'statuspage.countSubscribers',
    sql<{ count: number }>`select count(*)::int as count from status_subscriber where page_id = ${pageId} and confirmed_at is not null`,
  )
  return rows[0]?.count ?? 0
}

/** Notes all whom an update is for in one statement, however many they are; without components it is for everybody. */
export function queueDeliveries(
  tx: Tx,
  of: { readonly updateId: string; readonly pageId: string; readonly componentIds: readonly string[] },
): Promise<number> {
  const isForAll = of.componentIds.length === 0
  return affected(
    tx,
    'statuspage.queueDeliveries',
    sql`insert into status_delivery (update_id, subscriber_id)
      select ${of.updateId}::uuid, id from status_subscriber
      where page_id = ${of.pageId} and confirmed_at is not null
        and (${isForAll} or component_ids is null or component_ids && ${of.componentIds}::uuid[])
      on conflict do nothing`,
  )
}

export interface DeliveryRow {
  readonly updateId: string
  readonly subscriberId: string
  readonly channel: FollowChannel
  readonly address: string
}

/** Takes some out; gone when the transaction commits. Of two who take at once each gets others. */
export function takeDeliveries(tx: Tx, limit: number): Promise<DeliveryRow[]> {
  return named(
    tx,
    'statuspage.takeDeliveries',
    sql<DeliveryRow>`delete from status_delivery using status_subscriber
      where status_subscriber.id = subscriber_id and (update_id, subscriber_id) in (
        select update_id, subscriber_id from status_delivery order by update_id, subscriber_id limit ${limit} for update skip locked)
      returning update_id as "updateId", subscriber_id as "subscriberId", channel, address`,
  )
}

/** By e-mail address in lower case. */
export function subscribersOf(tx: Tx, addresses: readonly string[]): Promise<SubscriberRow[]> {
  return named(
    tx,
    'statuspage.subscribersOf',
    sql<SubscriberRow>`select ${columns} from status_subscriber where address = any(${addresses}::text[]) order by id`,
  )
}

export function eraseSubscribers(tx: Tx, addresses: readonly string[]): Promise<number> {
  return affected(tx, 'statuspage.eraseSubscribers', sql`delete from status_subscriber where address = any(${addresses}::text[])`)
}

/** E-mail addresses after `after`, each once. */
export async function listAddresses(tx: Tx, of: { readonly after: string; readonly limit: number }): Promise<readonly string[]> {
  const rows = await named(
    tx,
    'statuspage.listAddresses',
    sql<{ address: string }>`select distinct address from status_subscriber
      where channel = 'email' and address > ${of.after} order by address limit ${of.limit}`,
  )
  return rows.map(({ address }) => address)
}

/** Those who never confirmed. Returns how many. */
export function removePending(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  return affected(
    tx,
    'statuspage.removePending',
    sql`delete from status_subscriber where id in (
      select id from status_subscriber where confirmed_at is null and asked_at < ${toDate(before)} order by asked_at limit ${limit})`,
  )
}
