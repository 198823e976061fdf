/** What became of a message: noted with what follows from it. */
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { HandedOver } from '#features/channels/public.ts'
import { NEXT_CHANNEL_AFTER_MS } from '../domain/limits.ts'
import { retryAt } from '../domain/page.ts'
import {
  findPageMessage,
  listAwaited,
  listPageMessages,
  settlePageMessage,
  type PageMessageRow,
  type PageMessageState,
} from '../store/messages.ts'
import { lockPage } from '../store/pages.ts'
import { escalateOnTime } from './answer-page.ts'
import { CHANNEL_DUE, decide, type Paging } from './paging.ts'
import { askByNextChannel, bringsSomebodyNew, MESSAGES_PER_PAGE_MAX } from './take-turn.ts'

/** Messages whose receipts are asked for in one sweep; the others follow a second later. */
const RECEIPTS_AT_ONCE_MAX = 200

export async function noteHandedOver(
  paging: Paging,
  { message, handed, at }: { readonly message: PageMessageRow; readonly handed: HandedOver; readonly at: Instant },
): Promise<void> {
  const { platform } = paging
  await platform.work.run(async (tx) => {
    // The page first, as everybody who decides about it does.
    await lockPage(tx, message.pageId)
    if (handed.state === 'failed') return noteFailure(paging, tx, { message, ...handed, at })
    const { reference } = handed
    const over = { id: message.id, state: 'handed_over', outcome: null, reference, handedOverAt: at, tryAt: null } as const
    if (!(await settlePageMessage(tx, over))) return
    await platform.due.set(tx, { kind: CHANNEL_DUE, record: message.id, at: later(at, NEXT_CHANNEL_AFTER_MS) })
  })
}

interface Failure {
  readonly message: PageMessageRow
  readonly reason: string
  readonly mayRetry: boolean
  readonly retryAfterMs: number | null
  readonly at: Instant
}

/** The next channel fires at the first failure; this one is tried again beside it where that can help. */
async function noteFailure(paging: Paging, tx: Tx, { message, reason, at, ...how }: Failure): Promise<void> {
  const tryAt = retryAt({ attempts: message.attempts, ...how }, at)
  const state: PageMessageState = tryAt === null ? 'failed' : 'queued'
  if (!(await settlePageMessage(tx, { id: message.id, state, outcome: reason, reference: null, handedOverAt: null, tryAt }))) return
  const { pageId, personId, channel } = message
  if (message.attempts === 1 || state === 'failed') {
    await decide(tx, pageId, { kind: 'channel_failed', reason, personId, at, detail: { channel } })
  }
  await fallOn(paging, tx, { message, at, why: 'after_failure' })
}

/**
 * By the next channel of the person, and when nobody of the turn can be reached at all, to the next turn: at once when that asks somebody
 * else, otherwise at its time, so that one outage of a relay does not use up every turn within a second.
 */
async function fallOn(
  paging: Paging,
  tx: Tx,
  { message, why, at }: { readonly message: PageMessageRow; readonly why: 'after_failure' | 'after_silence'; readonly at: Instant },
): Promise<void> {
  const page = await lockPage(tx, message.pageId)
  if (page?.state !== 'open' || page.turn !== message.turn) return
  if (await askByNextChannel(paging, tx, { message, why, at })) return
  if (why === 'after_silence') return
  const sent = await listPageMessages(tx, { pageId: page.id, limit: MESSAGES_PER_PAGE_MAX })
  const isLost = ({ state, outcome, channel }: PageMessageRow) => state === 'failed' || outcome !== null || channel === 'in_app'
  if (!sent.filter(({ turn }) => turn === page.turn).every(isLost)) return
  if (!(await bringsSomebodyNew(paging, tx, { page, sent, at }))) return
  await escalateOnTime(paging, tx, page, { reason: 'nobody_reached', at })
}

/** Nobody answered for a while: the person's next channel is tried. */
export async function channelFallsDue(paging: Paging, tx: Tx, messageId: string): Promise<void> {
  const found = await findPageMessage(tx, messageId)
  // The console is only beside another channel; it being overlooked says nothing.
  if (found === undefined || found.whyChannel === 'beside_the_first') return
  if (found.state !== 'handed_over' && found.state !== 'delivered') return
  await fallOn(paging, tx, { message: found, why: 'after_silence', at: paging.platform.clock.now() })
}

/** What providers reported later: delivered, or that it failed after all. */
export async function noteReceipts(paging: Paging): Promise<void> {
  const { work, clock } = paging.platform
  const receipts = await work.read(async (tx) => paging.channels.receiptsOf(tx, await listAwaited(tx, RECEIPTS_AT_ONCE_MAX)))
  for (const { key, state, reason } of receipts) {
    if (state !== 'delivered' && state !== 'failed') continue
    await work.run(async (tx) => {
      const message = await findPageMessage(tx, key)
      if (message?.state !== 'handed_over') return
      await lockPage(tx, message.pageId)
      const at = clock.now()
      if (state === 'failed')
        return noteFailure(paging, tx, { message, reason: reason ?? 'failed', mayRetry: false, retryAfterMs: null, at })
      await settlePageMessage(tx, { id: key, state: 'delivered', outcome: null, reference: null, handedOverAt: null, tryAt: null })
    })
  }
}
