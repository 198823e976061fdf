/** From an event to notifications: the one reaction of this part. */
import { recipients, type Recipient } from '#core/identity/public.ts'
import { eventWordsOf, recordKindsOf } from '#core/records/public.ts'
import type { EventKind, SealedEvent } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import { later } from '#kit/time.ts'
import type { NoticeReason, Notifies, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { uuidv7 } from 'uuidv7'
import type { NoticeChannel } from './channels/channel.ts'
import { strongest } from '../domain/reasons.ts'
import {
  decideTelling,
  DEFAULT_PREFERENCE,
  FOLD_MS,
  nextDigest,
  REFUSALS_MAX,
  refusalOf,
  type Preference,
  type Refusal,
} from '../domain/telling.ts'
import type { Needs } from '../needs.ts'
import { addItem, findOpenNotification, insertNotification, type NoticeItem, type NotificationRow } from '../store/notifications.ts'
import { findPreference, listRefusals } from '../store/preferences.ts'
import { findTelling, lastSent, putTelling } from '../store/telling.ts'
import { tellBrowsers } from './tell-browsers.ts'

export const DIGEST_DUE = 'delivery.digest'
export const dueKindOf = (channel: string): string => `delivery.send_${channel}`

/** Whoever may see what happens to the thing may be told of it. */
const READ_TIMELINE = 'records.timeline.read'

/** One event, what was declared about it, and those who are told. */
export async function notify(
  platform: Needs,
  channels: readonly NoticeChannel[],
  { event, notifies, tx }: { readonly event: SealedEvent; readonly notifies: Notifies; readonly tx: Tx },
): Promise<void> {
  const reasons = reasonsByPerson(await notifies.whom(event, tx))
  if (event.actor.kind === 'person') reasons.delete(event.actor.id)
  const told = (await recipients(tx, [...reasons.keys()])).filter(({ caller }) => caller.may(permissionFor(platform, event), event.scope))
  if (told.length === 0) return
  const item = await itemOf(platform, tx, event, notifies.on)
  for (const recipient of told) {
    const reason = strongest(reasons.get(recipient.id) ?? [])
    await tellOne(platform, channels, { event, notifies, tx, item, recipient, reason })
  }
}

function reasonsByPerson(told: readonly Told[]): Map<string, NoticeReason[]> {
  const reasons = new Map<string, NoticeReason[]>()
  for (const { personId, reason } of told) reasons.set(personId, [...(reasons.get(personId) ?? []), reason])
  return reasons
}

function permissionFor(platform: Needs, { record }: SealedEvent): string {
  return recordKindsOf(platform).of(record.kind)?.permission ?? READ_TIMELINE
}

/** Personal particulars are left out: a notification is read long after somebody was erased. */
async function itemOf(platform: Needs, tx: Tx, event: SealedEvent, { personal }: EventKind): Promise<NoticeItem> {
  const kept = Object.fromEntries(Object.entries(event.particulars).map(([name, value]) => [name, personal.includes(name) ? null : value]))
  const [entry] = await eventWordsOf(platform).tell(tx, [{ ...event, particulars: kept }])
  return {
    event: event.id,
    at: platform.clock.now(),
    actorKind: event.actor.kind,
    actorId: event.actor.id,
    words: entry?.sentence ?? event.kind,
    kind: event.kind,
    particulars: kept,
  }
}

interface OneTelling {
  readonly event: SealedEvent
  readonly notifies: Notifies
  readonly tx: Tx
  readonly item: NoticeItem
  readonly recipient: Recipient
  readonly reason: NoticeReason
}

async function tellOne(platform: Needs, channels: readonly NoticeChannel[], telling: OneTelling): Promise<void> {
  const { tx, recipient, event, notifies, reason, item } = telling
  const isPage = notifies.isPage ?? false
  const occasion = { topic: notifies.topic.key, recordId: toId(event.record.kind, event.record.id), reason, isPage }
  const refusals = await listRefusals(tx, recipient.id, REFUSALS_MAX)
  const isQuietInConsole = refusalOf(occasion, refusals, 'console') !== undefined
  const wanting = channels.filter(({ key }) => refusalOf(occasion, refusals, key) === undefined)
  if (isQuietInConsole && wanting.length === 0) return
  const open = isPage
    ? undefined
    : await findOpenNotification(tx, { personId: recipient.id, recordId: event.record.id, since: later(item.at, -FOLD_MS) })
  const notification = open ?? (await begin(platform, telling, isQuietInConsole))
  if (open) await addItem(tx, { row: open, item, isRead: isQuietInConsole })
  const preference = (await findPreference(tx, recipient.id)) ?? DEFAULT_PREFERENCE
  for (const channel of channels)
    await decide(platform, tx, { channel: channel.key, notification, recipient, preference, refusals, occasion })
  tellBrowsers(platform, tx, recipient.id)
}

async function begin(
  platform: Needs,
  { tx, recipient, event, notifies, reason, item }: OneTelling,
  isRead: boolean,
): Promise<NotificationRow> {
  const id = toId(event.record.kind, event.record.id)
  const row: NotificationRow = {
    id: uuidv7(),
    personId: recipient.id,
    topic: notifies.topic.key,
    reason,
    recordKind: event.record.kind,
    recordId: event.record.id,
    href: notifies.href?.(event) ?? recordKindsOf(platform).of(event.record.kind)?.pageOf(id) ?? '/',
    isPage: notifies.isPage ?? false,
    items: [item],
    count: 1,
    createdAt: item.at,
    changedAt: item.at,
    readAt: isRead ? item.at : null,
  }
  await insertNotification(tx, row)
  return row
}

interface Deciding {
  readonly channel: string
  readonly notification: NotificationRow
  readonly recipient: Recipient
  readonly preference: Preference
  readonly refusals: readonly Refusal[]
  readonly occasion: Parameters<typeof decideTelling>[0]
}

/** What waits already takes the new item along. */
async function decide(platform: Needs, tx: Tx, of: Deciding): Promise<void> {
  const { channel, notification, recipient, preference, refusals, occasion } = of
  const before = await findTelling(tx, notification.id, channel)
  if (before?.state === 'waiting' || before?.state === 'digest') return
  const now = platform.clock.now()
  const lastSentAt = await lastSent(tx, { personId: recipient.id, recordId: notification.recordId, channel })
  const decided = decideTelling(occasion, { channel, preference, refusals, zone: recipient.zone, now, lastSentAt })
  await putTelling(tx, { notification: notification.id, channel, ...decided })
  if (decided.sendAt !== null) await platform.due.set(tx, { kind: dueKindOf(channel), record: notification.id, at: decided.sendAt })
  const digestAt = decided.state === 'digest' ? nextDigest(now, recipient.zone, preference) : null
  if (digestAt !== null) await platform.due.set(tx, { kind: DIGEST_DUE, record: recipient.id, at: digestAt })
}
