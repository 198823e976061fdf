/** Somebody answers a page: in the console, or from a channel. */
import { pageAcknowledged, pageEnded, pageEscalated } from '#events/oncall.ts'
import type { ActorRef } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { judgeAnswer, secondsBetween, type PageAnswer } from '../domain/page.ts'
import { lockPage, type PageRow } from '../store/pages.ts'
import { closePage } from './close-page.ts'
import { decide, tellPage, type Paging } from './paging.ts'
import { takeTurn } from './take-turn.ts'

export interface Answering {
  readonly pageId: string
  readonly answer: PageAnswer
  readonly personId: string
  readonly actor: ActorRef
  /** `console`, or the channel. */
  readonly via: string
  readonly at: Instant
}

/** Idempotent: an answer that changes nothing is told so and kept nowhere. */
export async function answerPage(paging: Paging, tx: Tx, of: Answering): Promise<'counts' | 'is_so_already' | 'over'> {
  const page = await lockPage(tx, of.pageId)
  const judged = page === undefined ? 'over' : judgeAnswer(page.state, of.answer)
  if (page !== undefined && judged === 'counts') await ACTS[of.answer](paging, tx, page, of)
  return judged
}

type Act = (paging: Paging, tx: Tx, page: PageRow, of: Answering) => Promise<void>

const acknowledge: Act = async (paging, tx, page, { personId, via, at, actor }) => {
  const answer = { answeredBy: personId, answeredAt: at, answeredVia: via }
  await closePage(paging, tx, page, { state: 'acknowledged', reason: 'somebody_takes_it', at, answer })
  const seconds = secondsBetween(page.openedAt, at)
  await decide(tx, page.id, { kind: 'acknowledged', reason: 'somebody_takes_it', personId, at, detail: { channel: via, seconds } })
  const more = { personId, channel: via, seconds }
  await tellPage(paging, tx, page, { event: pageAcknowledged, actor, at, reason: 'somebody_takes_it', more })
}

const escalate: Act = async (paging, tx, page, { personId, via, at, actor }) => {
  await decide(tx, page.id, { kind: 'handed_on', reason: 'handed_on', personId, at, detail: { channel: via } })
  const turn = await takeTurn(paging, tx, { page, turn: page.state === 'held' ? 0 : page.turn + 1, reason: 'handed_on', at })
  if (turn === null) return
  await tellPage(paging, tx, page, { event: pageEscalated, actor, at, reason: 'handed_on', more: { step: turn + 1 } })
}

const resolve: Act = async (paging, tx, page, { personId, via, at, actor }) => {
  const taken = page.answeredBy === null ? { answeredBy: personId, answeredAt: at, answeredVia: via } : undefined
  await closePage(paging, tx, page, { state: 'ended', reason: 'somebody_resolved_it', at, ...(taken ? { answer: taken } : {}) })
  await decide(tx, page.id, { kind: 'ended', reason: 'somebody_resolved_it', personId, at, detail: { channel: via } })
  await tellPage(paging, tx, page, { event: pageEnded, actor, at, reason: 'somebody_resolved_it' })
}

const ACTS: Readonly<Record<PageAnswer, Act>> = { acknowledge, escalate, resolve }

/** A turn had its time, or the office opens: asks whoever is next. */
export async function pageFallsDue(paging: Paging, tx: Tx, pageId: string): Promise<void> {
  const page = await lockPage(tx, pageId)
  const at: Instant = paging.platform.clock.now()
  if (page?.state === 'held') {
    await takeTurn(paging, tx, { page, turn: 0, reason: 'business_hours_began', at })
    return
  }
  if (page?.state !== 'open') return
  await escalateOnTime(paging, tx, page, { reason: 'nobody_answered_in_time', at })
}

/** The step gets no more time. */
export async function escalateOnTime(
  paging: Paging,
  tx: Tx,
  page: PageRow,
  { reason, at }: { readonly reason: string; readonly at: Instant },
): Promise<void> {
  const turn = await takeTurn(paging, tx, { page, turn: page.turn + 1, reason, at })
  if (turn === null) return
  await tellPage(paging, tx, page, { event: pageEscalated, actor: { kind: 'system', id: 'oncall' }, at, reason, more: { step: turn + 1 } })
}
