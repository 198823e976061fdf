/** What delivery contributes to the server. Made after the parts whose events it tells of. */
import { deliveryEvents } from '#events/delivery.ts'
import { invariant } from '#kit/fault.ts'
import type { DueKind, Module, Notifies, Permission, Reaction } from '#platform/module.ts'
import { deliveryPersonal, deliveryRetention } from './actions/erasure.ts'
import { DIGEST_DUE, dueKindOf, notify } from './actions/notify.ts'
import { sendDigest, sendOne } from './actions/send-due.ts'
import type { NoticeChannel } from './actions/channels/channel.ts'
import { openChannels } from './actions/channels/channels.ts'
import { deliveryCodes } from './contract/codes.ts'
import { deliveryContract } from './contract/contract.ts'
import { READ_MESSAGES, WRITE_MAIL, WRITE_MESSAGES } from './domain/permissions.ts'
import { deliveryHandlers } from './http/handlers.ts'
import { unsubscribePage } from './http/unsubscribe.ts'
import type { Needs } from './needs.ts'
import { catalogNotifies } from './reactions/ownership.ts'
import { mailNow } from './queries/mail.ts'
import { Topics } from './topics.ts'

const permissions: readonly Permission[] = [
  { name: READ_MESSAGES, allows: 'See every message that was sent, with its text and why, and how mail leaves.' },
  { name: WRITE_MESSAGES, allows: 'Send messages again and call them off.' },
  { name: WRITE_MAIL, allows: 'Say how mail leaves, and which addresses get none.' },
]

/** `declared`: what the other parts tell people of. */
export function deliveryModule(platform: Needs, declared: readonly Notifies[]): Module {
  const notifies = [...catalogNotifies, ...declared]
  const topics = new Topics(notifies)
  const channels = openChannels(platform)
  return {
    name: 'delivery',
    codes: [deliveryCodes],
    events: deliveryEvents,
    permissions,
    contract: deliveryContract,
    handlers: deliveryHandlers(platform, topics),
    pages: [unsubscribePage(platform, topics)],
    reactions: [notifyReaction(platform, channels, topics, notifies)],
    due: [...channels.map((channel) => sendDue(platform, topics, channel)), digestDue(platform, topics, channels)],
    now: (caller) => mailNow(platform, caller),
    personal: deliveryPersonal(platform),
    retention: deliveryRetention(platform),
  }
}

function notifyReaction(platform: Needs, channels: readonly NoticeChannel[], topics: Topics, notifies: readonly Notifies[]): Reaction {
  return {
    name: 'delivery.notify',
    on: [...new Set(notifies.map(({ on }) => on))],
    react: async (event, tx) => {
      for (const one of topics.of(event.kind)) await notify(platform, channels, { event, notifies: one, tx })
    },
  }
}

function sendDue(platform: Needs, topics: Topics, channel: NoticeChannel): DueKind {
  return { kind: dueKindOf(channel.key), fall: (id, tx) => sendOne(platform, topics, { channel, id, tx }) }
}

/** Digests are mail; other channels say each thing by itself. */
function digestDue(platform: Needs, topics: Topics, channels: readonly NoticeChannel[]): DueKind {
  const mail = channels.find(({ key }) => key === 'mail')
  invariant(mail, 'mail is one of the channels')
  return { kind: DIGEST_DUE, fall: (personId, tx) => sendDigest(platform, topics, { channel: mail, personId, tx }) }
}
