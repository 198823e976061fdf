/** The end of an alert, and what becomes of its evidence. */
import { lockRecord } from '#core/records/public.ts'
import { alertRaised, alertRecovered } from '#events/alerting.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { pagingOf } from '../access/holds.ts'
import type { RuleBook } from '../access/rule-book.ts'
import { RAISED_AT_ONCE } from '../domain/limits.ts'
import { raiseAt } from '../domain/placing.ts'
import { findAlert, findOpenAlert, listOpenEvidence, lockApplication, setPlace, setRecovered, type AlertRow } from '../store/alerts.ts'
import { DECIDE_AGAIN, eventTitleOf, RAISE_EVIDENCE, REMIND, setState, tellAlert, type AlertNeeds } from './about.ts'
import { settle, takeOver, watchOver } from './open-alert.ts'

interface Ending {
  readonly watchId: string
  readonly value: number | null
  /** Of the sample that said so. */
  readonly at: Instant
  readonly reason: string
}

/** Tells that it is over; returns the UUID, null when nothing was open. Whoever calls holds the lock of the application. */
export async function endAlert(platform: AlertNeeds, tx: Tx, { watchId, value, at, reason }: Ending): Promise<string | null> {
  const alert = await findOpenAlert(tx, watchId)
  const record = alert && (await lockRecord(tx, alert.id))
  if (alert === undefined || record === undefined) return null
  const now = platform.clock.now()
  await setRecovered(tx, { id: alert.id, at, value })
  await setState(tx, record, alert.ruleName, { state: 'recovered', at: now })
  for (const kind of [DECIDE_AGAIN, REMIND]) await platform.due.clear(tx, { kind, record: alert.id })
  if (alert.foldedInto === null) await platform.due.set(tx, { kind: RAISE_EVIDENCE, record: alert.id, at: raiseAt(now) })
  const more = { lastedSeconds: Math.max(0, Math.round((at - alert.openedAt) / SECOND_MS)) }
  await tellAlert(platform, tx, alert, { event: alertRecovered, title: record.title, clientId: record.clientId, reason, at: now, more })
  return alert.id
}

/** Evidence of an alert that is over speaks for itself when it still fires, or joins what speaks now. */
export async function raiseEvidence(platform: AlertNeeds, book: RuleBook, tx: Tx, id: string): Promise<void> {
  const over = await findAlert(tx, id)
  if (over === undefined) return
  await lockApplication(tx, over.applicationId)
  const still = await listOpenEvidence(tx, { id, limit: RAISED_AT_ONCE })
  for (const alert of still) await raise(platform, book, tx, alert)
  if (still.length === RAISED_AT_ONCE) await platform.due.set(tx, { kind: RAISE_EVIDENCE, record: id, at: platform.clock.now() })
}

async function raise(platform: AlertNeeds, book: RuleBook, tx: Tx, alert: AlertRow): Promise<void> {
  const place = await book.placeIn(alert.environmentId, alert.applicationId)
  const record = await lockRecord(tx, alert.id)
  if (place === undefined || record === undefined) return
  const now = platform.clock.now()
  const settled = await settle(tx, place, { alert, now })
  await setPlace(tx, { id: alert.id, ...settled.write })
  if (settled.paging === null) return
  const { pages, reason } = settled.paging
  await setState(tx, record, alert.ruleName, { state: 'firing', at: now })
  const told = { event: alertRaised, title: record.title, clientId: record.clientId, reason, at: now, more: { pages } }
  await tellAlert(platform, tx, alert, told)
  await takeOver(platform, tx, { place, into: alert.id, title: eventTitleOf(alert), settled, now })
  await watchOver(platform, tx, { id: alert.id, paging: settled.paging, now })
}

/** What was held, by a silence, a window or the hours of business, is decided anew; it is raised when nothing holds it any more. */
export async function decideAgain(platform: AlertNeeds, book: RuleBook, tx: Tx, id: string): Promise<void> {
  const found = await findAlert(tx, id)
  const place = found && (await book.placeIn(found.environmentId, found.applicationId))
  if (found === undefined || place === undefined) return
  await lockApplication(tx, found.applicationId)
  const [alert, record] = [await findAlert(tx, id), await lockRecord(tx, id)]
  if (alert === undefined || record === undefined || alert.recoveredAt !== null || alert.foldedInto !== null || alert.pagedAt !== null)
    return
  const now = platform.clock.now()
  const paging = await pagingOf(tx, place, { alert, at: now, isPagedAlready: false })
  const { pages, reason } = paging
  await setPlace(tx, { ...alert, pages, pageReason: reason, pagedAt: pages ? now : null })
  await watchOver(platform, tx, { id, paging, now })
  if (!pages) return
  const told = { event: alertRaised, title: record.title, clientId: record.clientId, reason, at: now, more: { pages } }
  await tellAlert(platform, tx, alert, told)
}
