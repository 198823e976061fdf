/** What duty may ask channels for: who is reached by what, hand this over, what became of it, it is over. */
import type { Tx } from '#platform/work.ts'
import { deadSenders, type DeadSender } from './actions/dead-senders.ts'
import { handOver } from './actions/hand-over.ts'
import { settle } from './actions/settle.ts'
import { handOverTest, type TestHanding } from './actions/test-page.ts'
import { mayRetry, type Failure, type Judged } from './domain/judging.ts'
import type { Answer, Chart, Severity } from './domain/message.ts'
import type { Needs } from './needs.ts'
import { addressesOf, teamAddresses, type ChannelAddress } from './queries/addresses.ts'
import { receiptsOf, type MessageReceipt } from './queries/receipts.ts'

/** As many points as a line of a chart has on a telephone. */
export { CHART_POINTS_MAX } from './domain/message.ts'
export { signWebhook } from './actions/channels/webhook/webhook.ts'
export type { ChannelName } from './domain/channels.ts'
export type { ChannelAddress } from './queries/addresses.ts'
export type { MessageReceipt } from './queries/receipts.ts'

/** What somebody is told. */
export interface ChannelMessage {
  /** The same at every retry: what was handed over under it once is not handed over again. At most 200 characters. */
  readonly key: string
  /** UUID */
  readonly addressId: string
  /** One line. */
  readonly subject: string
  readonly lines: readonly string[]
  /** Path in the console where it is dealt with. */
  readonly href: string
  readonly severity: Severity
  /** What can be said at once, by the channels that allow it: buttons, digits, words, links that need a press. */
  readonly answers: readonly Answer[]
  readonly chart?: Chart | null
  /** Where it is written what to do, absolute. */
  readonly runbookUrl?: string | null
}

/** `handed_over`: the provider took it; what follows stands in `receiptsOf`. */
export type HandedOver =
  | { readonly state: 'handed_over'; readonly reference: string | null }
  /** `retryAfterMs`: when the provider said so. */
  | { readonly state: 'failed'; readonly reason: Failure; readonly mayRetry: boolean; readonly retryAfterMs: number | null }

export interface Channels {
  /** Of these people (UUIDs), each in their own order, unproved ones included; those that were turned off are left out. */
  addressesOf(tx: Tx, personIds: readonly string[]): Promise<readonly ChannelAddress[]>
  /** Of the installation: a channel of the team, a pager service. */
  teamAddresses(tx: Tx): Promise<readonly ChannelAddress[]>
  /** Takes 20 seconds at most and never throws for what the other side does. Outside any transaction. */
  handOver(message: ChannelMessage): Promise<HandedOver>
  /** The same for a test page, in words of its own: whoever answers it has proved that the way works. */
  handOverTest(of: TestHanding): Promise<HandedOver>
  /** What became of messages, by key; keys that were never handed over are left out. */
  receiptsOf(tx: Tx, keys: readonly string[]): Promise<readonly MessageReceipt[]>
  /** The mail relay and providers that cannot be reached now; nothing is sent. */
  deadSenders(): Promise<readonly DeadSender[]>
  /** What these were about is over or answered elsewhere: nothing rings any more, links say so. May be repeated. */
  settle(tx: Tx, keys: readonly string[]): Promise<void>
}

/** The channels of a platform. Checks no permission: whoever asks has said who is told what. */
export function channelsOf(needs: Needs): Channels {
  return {
    addressesOf: (tx, personIds) => addressesOf(needs, tx, personIds),
    teamAddresses,
    handOver: async (message) =>
      told(await handOver(needs, { ...message, chart: message.chart ?? null, runbookUrl: message.runbookUrl ?? null })),
    handOverTest: async (of) => told(await handOverTest(needs, of)),
    receiptsOf,
    deadSenders: () => deadSenders(needs),
    settle: (tx, keys) => settle(needs, tx, keys),
  }
}

function told(judged: Judged): HandedOver {
  if (judged.kind === 'accepted') return { state: 'handed_over', reference: judged.reference }
  const { reason, retryAfterMs } = judged
  return { state: 'failed', reason, mayRetry: mayRetry(reason), retryAfterMs }
}
