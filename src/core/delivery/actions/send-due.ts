/** What falls due: a notification that waited for its time, and a person's digest. */
import { languageOf } from '#kit/language.ts'
import { peopleByIds, recipients, type Recipient } from '#core/identity/public.ts'
import { eventWordsOf, germanActor, showActor } from '#core/records/public.ts'
import type { Tx } from '#platform/work.ts'
import type { ChannelNotice, NoticeChannel } from './channels/channel.ts'
import type { Needs } from '../needs.ts'
import { calledOf } from '../access/called.ts'
import { findNotification, type NoticeItem, type NotificationRow } from '../store/notifications.ts'
import { findTelling, noteSent, noteSkipped, waitingForDigest, type TellingRow } from '../store/telling.ts'
import type { Topics } from '../topics.ts'

/** One mail shows no more; what is beyond waits for the next digest. */
const DIGEST_MAX = 100

/** Runs in the transaction that removes the due row. */
export async function sendOne(
  platform: Needs,
  topics: Topics,
  { channel, id, tx }: { channel: NoticeChannel; id: string; tx: Tx },
): Promise<void> {
  const found = await ready(tx, id, channel.key, 'waiting')
  if (!found) return
  const [recipient] = await recipients(tx, [found.notification.personId])
  if (!recipient) return noteSkipped(tx, { notification: id, channel: channel.key, reason: 'left' })
  await send(platform, topics, {
    tx,
    channel,
    recipient,
    found: [found],
    key: `notification ${id} ${found.notification.count}`,
    isDigest: false,
  })
}

/** Everything that waits for this person's digest, in one. */
export async function sendDigest(
  platform: Needs,
  topics: Topics,
  { channel, personId, tx }: { channel: NoticeChannel; personId: string; tx: Tx },
): Promise<void> {
  const found: Ready[] = []
  for (const id of await waitingForDigest(tx, personId, DIGEST_MAX)) {
    const one = await ready(tx, id, channel.key, 'digest')
    if (one) found.push(one)
  }
  const [recipient] = await recipients(tx, [personId])
  if (found.length === 0 || !recipient) return
  await send(platform, topics, { tx, channel, recipient, found, key: `digest ${personId} ${platform.clock.now()}`, isDigest: true })
}

interface Ready {
  readonly notification: NotificationRow
  readonly telling: TellingRow
}

/** Undefined when it is not in this state any more; what was read in the console meanwhile is not sent. */
async function ready(tx: Tx, id: string, channel: string, state: TellingRow['state']): Promise<Ready | undefined> {
  const notification = await findNotification(tx, id)
  const telling = await findTelling(tx, id, channel)
  if (notification === undefined || telling?.state !== state) return undefined
  const isRead = notification.readAt !== null && notification.readAt > notification.changedAt
  if (!isRead) return { notification, telling }
  await noteSkipped(tx, { notification: id, channel, reason: 'read_meanwhile' })
  return undefined
}

interface SendingOf {
  readonly tx: Tx
  readonly channel: NoticeChannel
  readonly recipient: Recipient
  readonly found: readonly Ready[]
  readonly key: string
  readonly isDigest: boolean
}

async function send(platform: Needs, topics: Topics, { tx, channel, recipient, found, key, isDigest }: SendingOf): Promise<void> {
  const notices: ChannelNotice[] = []
  for (const one of found) notices.push(await noticeOf(platform, topics, { tx, recipient, ...one }))
  const message = await channel.send(tx, { recipient, notices, key, isDigest })
  for (const { notification } of found) {
    await noteSent(tx, {
      notification: notification.id,
      channel: channel.key,
      message,
      count: notification.count,
      at: platform.clock.now(),
    })
  }
}

/** Only what this channel has not sent yet. */
async function noticeOf(
  platform: Needs,
  topics: Topics,
  { tx, recipient, notification, telling }: Ready & Pick<SendingOf, 'tx' | 'recipient'>,
): Promise<ChannelNotice> {
  const fresh = notification.count - telling.sentCount
  const kept = notification.items.slice(-fresh)
  const people = kept.filter(({ actorKind }) => actorKind === 'person').map(({ actorId }) => actorId)
  const names = await peopleByIds(tx, people)
  const items = await Promise.all(kept.map(async (item) => ({ at: item.at, words: await wordsFor(platform, recipient, item, names) })))
  const { recordKind: kind, recordId: id } = notification
  const called = (await calledOf(platform, tx, { caller: recipient.caller, things: [{ kind, id }] })).get(id)
  return { notification, called, topic: topics.topic(notification.topic), items, leftOut: fresh - items.length }
}

/** Actor and what happened, in the recipient's language; an item from before its kind was kept stays English. */
async function wordsFor(
  platform: Needs,
  recipient: Recipient,
  { actorKind, actorId, words, kind, particulars }: NoticeItem,
  names: Parameters<typeof showActor>[1],
): Promise<string> {
  const actor = showActor({ kind: actorKind, id: actorId }, names)
  if (languageOf(recipient.locale) === 'en') return `${actor.name} ${words}`
  const german = kind === undefined ? undefined : await eventWordsOf(platform).inGerman({ kind, particulars: particulars ?? {} })
  return `${germanActor(actor)} ${german ?? words}`
}
