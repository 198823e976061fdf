/** What channels did about notifications. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { TellingReason } from '../domain/telling.ts'

export interface TellingRow {
  readonly notification: string
  readonly channel: string
  readonly state: 'waiting' | 'digest' | 'sent' | 'skipped'
  readonly sentCount: number
  readonly sentAt: Instant | null
}

const columns = sql`notification, channel, state, sent_count as "sentCount", sent_at as "sentAt"`

/** Locked. */
export async function findTelling(tx: Tx, notification: string, channel: string): Promise<TellingRow | undefined> {
  const query = sql<TellingRow>`select ${columns} from notification_channel where notification = ${notification} and channel = ${channel} for update`
  return (await named(tx, 'delivery.findTelling', query))[0]
}

/** When this channel last sent this person something about this record; null for never. */
export async function lastSent(
  tx: Tx,
  of: { readonly personId: string; readonly recordId: string; readonly channel: string },
): Promise<Instant | null> {
  const [row] = await named(
    tx,
    'delivery.lastSent',
    sql<{ at: Instant | null }>`select max(c.sent_at) as at from notification n join notification_channel c on c.notification = n.id
      where n.person_id = ${of.personId} and n.record_id = ${of.recordId} and c.channel = ${of.channel}`,
  )
  return row?.at ?? null
}

/** Writes a decision over whatever was decided before; what was sent stays counted. */
export async function putTelling(
  tx: Tx,
  of: {
    readonly notification: string
    readonly channel: string
    readonly state: TellingRow['state']
    readonly reason: TellingReason
    readonly sendAt: Instant | null
  },
): Promise<void> {
  const sendAt = of.sendAt === null ? null : toDate(of.sendAt)
  await affected(
    tx,
    'delivery.putTelling',
    sql`insert into notification_channel (notification, channel, state, reason, send_at)
      values (${of.notification}, ${of.channel}, ${of.state}, ${of.reason}, ${sendAt})
      on conflict (notification, channel) do update set state = excluded.state, reason = excluded.reason, send_at = excluded.send_at`,
  )
}

/** Of those waiting, they are sent by this message up to this many items. */
export async function noteSent(
  tx: Tx,
  of: { readonly notification: string; readonly channel: string; readonly message: string; readonly count: number; readonly at: Instant },
): Promise<void> {
  await affected(
    tx,
    'delivery.noteSent',
    sql`update notification_channel set state = 'sent', send_at = null, sent_count = ${of.count}, sent_at = ${toDate(of.at)}, message = ${of.message}
      where notification = ${of.notification} and channel = ${of.channel}`,
  )
}

/** It will not be sent after all. */
export async function noteSkipped(
  tx: Tx,
  of: { readonly notification: string; readonly channel: string; readonly reason: 'read_meanwhile' | 'left' },
): Promise<void> {
  await affected(
    tx,
    'delivery.noteSkipped',
    sql`update notification_channel set state = 'skipped', reason = ${of.reason}, send_at = null
      where notification = ${of.notification} and channel = ${of.channel}`,
  )
}

/** UUIDs of this person's notifications that wait for the digest, oldest first. */
export async function waitingForDigest(tx: Tx, personId: string, limit: number): Promise<string[]> {
  const query = sql<{ id: string }>`select n.id from notification n join notification_channel c on c.notification = n.id
    where n.person_id = ${personId} and c.state = 'digest' order by n.changed_at limit ${limit}`
  return (await named(tx, 'delivery.waitingForDigest', query)).map(({ id }) => id)
}
