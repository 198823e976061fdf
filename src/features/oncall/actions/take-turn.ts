/** Asks the people of a turn, and goes on to the next one when there is nobody to ask. */
import { uuidv7 } from 'uuidv7'
import { pageUnanswered } from '#events/oncall.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { recipients } from '#core/identity/public.ts'
import { firstChannels, nextChannel, type ChannelReason } from '../domain/channel-choice.ts'
import { isNight } from '../domain/night.ts'
import { whyNobody } from '../domain/page.ts'
import { stepOfTurn, waitEnds } from '../domain/policy.ts'
import { insertPageMessage, listPageMessages, type PageMessageRow } from '../store/messages.ts'
import { updatePage, type PageRow } from '../store/pages.ts'
import { decide, PAGE_DUE, pagePlan, scopeOfPage, setDue, SYSTEM, tellPage, type Paging } from './paging.ts'
import { resolvePeople, type AskedPerson } from './resolve-people.ts'

/** More messages than one page can have, over all of its turns. */
export const MESSAGES_PER_PAGE_MAX = 2_000

/**
 * Begins turn `turn` of a page that the caller has locked; `reason` says why now. Returns the turn that was taken, which is a later
 * one when nobody of this one can be reached, or null when none is left: the page then counts as unanswered.
 */
export async function takeTurn(
  paging: Paging,
  tx: Tx,
  { page, turn, reason, at }: { readonly page: PageRow; readonly turn: number; readonly reason: string; readonly at: Instant },
): Promise<number | null> {
  const plan = await pagePlan(paging, tx, page)
  for (let next = turn; ; next++) {
    const found = stepOfTurn(plan.policy, next)
    if (found === undefined) {
      await giveUp(paging, tx, page, at)
      return null
    }
    const asked = await resolvePeople(tx, found.step.who, { scope: scopeOfPage(page), plan: plan.plan, at })
    if (!(await askAll(paging, tx, { page, turn: next, asked, at }))) continue
    const nextAt = waitEnds(found.step, at, plan.calendar)
    await updatePage(tx, { ...page, state: 'open', reason, turn: next, nextAt, answeredBy: null, answeredAt: null, answeredVia: null })
    await decide(tx, page.id, {
      kind: next === 0 ? 'asked' : 'escalated',
      reason,
      at,
      detail: { step: found.number + 1, round: found.round + 1 },
    })
    await setDue(paging, tx, page.id, nextAt)
    paging.wake(tx)
    return next
  }
}

/** Whether the next turn would ask somebody whom this page has not asked yet; turns that only repeat keep their time. */
export async function bringsSomebodyNew(
  paging: Paging,
  tx: Tx,
  { page, sent, at }: { readonly page: PageRow; readonly sent: readonly PageMessageRow[]; readonly at: Instant },
): Promise<boolean> {
  const plan = await pagePlan(paging, tx, page)
  const found = stepOfTurn(plan.policy, page.turn + 1)
  if (found === undefined) return false
  const asked = await resolvePeople(tx, found.step.who, { scope: scopeOfPage(page), plan: plan.plan, at })
  const known = new Set(sent.map(({ personId }) => personId))
  return asked.some(({ personId }) => !known.has(personId))
}

interface Asking {
  readonly page: PageRow
  readonly turn: number
  readonly asked: readonly AskedPerson[]
  readonly at: Instant
}

/** False when none of them has a channel that can be used. */
async function askAll({ channels }: Paging, tx: Tx, { page, turn, asked, at }: Asking): Promise<boolean> {
  const ids = asked.map(({ personId }) => personId)
  const [addresses, people] = [await channels.addressesOf(tx, ids), await recipients(tx, ids)]
  let isAnybodyAsked = false
  for (const { personId, why, by } of asked) {
    const zone = people.find(({ id }) => id === personId)?.zone ?? 'UTC'
    const own = addresses.filter((address) => address.personId === personId)
    const chosen = firstChannels(own, isNight(zone, at))
    if (chosen.length === 0) await decide(tx, page.id, { kind: 'not_reachable', reason: 'no_channel', personId, at, detail: { by } })
    for (const { address, why: whyChannel } of chosen) {
      isAnybodyAsked = true
      const row = { pageId: page.id, turn, personId, addressId: address.id, channel: address.channel }
      await insertPageMessage(tx, { ...row, id: uuidv7(), whyPerson: why, whyChannel, queuedAt: at })
    }
    if (chosen.length > 0) await decide(tx, page.id, { kind: 'person', reason: why, personId, at, detail: { by } })
  }
  return isAnybodyAsked
}

/** Every step and repeat is used up: whoever leads is told, and it stays on the first screen until somebody takes it. */
async function giveUp(paging: Paging, tx: Tx, page: PageRow, at: Instant): Promise<void> {
  const reason = whyNobody(await listPageMessages(tx, { pageId: page.id, limit: MESSAGES_PER_PAGE_MAX }))
  await updatePage(tx, { ...page, state: 'unanswered', reason, nextAt: null })
  await decide(tx, page.id, { kind: 'unanswered', reason, at })
  await paging.platform.due.clear(tx, { kind: PAGE_DUE, record: page.id })
  await tellPage(paging, tx, page, { event: pageUnanswered, actor: SYSTEM, at, reason })
}

/** Tries the next channel of the person. False: all were tried in this turn. */
export async function askByNextChannel(
  { channels, wake }: Pick<Paging, 'channels' | 'wake'>,
  tx: Tx,
  {
    message,
    why,
    at,
  }: { readonly message: PageMessageRow; readonly why: Extract<ChannelReason, 'after_failure' | 'after_silence'>; readonly at: Instant },
): Promise<boolean> {
  const { pageId, turn, personId, whyPerson } = message
  const sent = await listPageMessages(tx, { pageId, limit: MESSAGES_PER_PAGE_MAX })
  const used = new Set(sent.filter((one) => one.turn === turn && one.personId === personId).map(({ addressId }) => addressId))
  const [person] = await recipients(tx, [personId])
  const next = nextChannel(await channels.addressesOf(tx, [personId]), used, isNight(person?.zone ?? 'UTC', at))
  if (next === undefined) return false
  const row = { pageId, turn, personId, addressId: next.id, channel: next.channel }
  await insertPageMessage(tx, { ...row, id: uuidv7(), whyPerson, whyChannel: why, queuedAt: at })
  await decide(tx, pageId, { kind: 'channel', reason: why, personId, at, detail: { channel: next.channel, before: message.channel } })
  wake(tx)
  return true
}
