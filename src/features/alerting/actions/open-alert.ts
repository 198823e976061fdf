/** Opening an alert: where it belongs among those that are open, whether it wakes somebody, and what it takes over. */
import { uuidv7 } from 'uuidv7'
import { insertRecord, lockRecord } from '#core/records/public.ts'
import { alertFolded, alertOpened } from '#events/alerting.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { pagingOf } from '../access/holds.ts'
import type { WatchedPlace } from '../access/rule-book.ts'
import { alertKind } from '../contract/kind.ts'
import { REMIND_EVERY_MS } from '../domain/limits.ts'
import type { Paging } from '../domain/paging.ts'
import { isCoveredBy, placeAlert, TOGETHER_MS, type Place } from '../domain/placing.ts'
import { componentOf, facesUsers, titleOf, type Labels, type AnyRule } from '../domain/rule.ts'
import { priorityOf } from '../domain/words.ts'
import { findAlert, insertAlert, listSpeakers, moveEvidence, setPlace, type AlertRow, type SpeakingRow } from '../store/alerts.ts'
import { DECIDE_AGAIN, REMIND, setState, tellAlert, type AlertNeeds } from './about.ts'

export interface Opening {
  readonly place: WatchedPlace
  readonly rule: AnyRule
  readonly watchId: string
  readonly target: string
  readonly labels: Labels
  readonly value: number | null
  /** Of the decisive sample. */
  readonly at: Instant
  /** What the record is called where another tool says so; as the rule and the labels say unless said. */
  readonly title?: string
}

/** Returns the UUID. Whoever calls holds the lock of the application. */
export async function openAlert(platform: AlertNeeds, tx: Tx, opening: Opening): Promise<string> {
  const { place, rule } = opening
  const now = platform.clock.now()
  const draft = draftOf(opening, now)
  const settled = await settle(tx, place, { alert: draft, now })
  const alert: AlertRow = { ...draft, ...settled.write }
  const title = titleOf(rule, opening.labels)
  const state = alert.foldedInto === null ? 'firing' : 'evidence'
  const { clientId, applicationId } = place.application.scope
  const facts = { ruleName: rule.name }
  await insertRecord(tx, alertKind, {
    id: alert.id,
    clientId,
    applicationId,
    title: opening.title ?? title,
    state,
    priority: priorityOf(rule.severity),
    facts,
    at: now,
  })
  await insertAlert(tx, alert)
  const { foldedInto, pages, ruleKey } = alert
  const more = { foldedIntoId: foldedInto, pages, ruleKey }
  await tellAlert(platform, tx, alert, { event: alertOpened, title, clientId, reason: settled.reason, at: now, more })
  await takeOver(platform, tx, { place, into: alert.id, title, settled, now })
  await watchOver(platform, tx, { id: alert.id, paging: settled.paging, now })
  return alert.id
}

/** Where an alert belongs now, with what is written of that. */
export interface Settled {
  readonly place: Place
  readonly paging: Paging | null
  /** Why it pages, does not, or is evidence. */
  readonly reason: string
  readonly write: Omit<Parameters<typeof setPlace>[1], 'id'>
}

/** Decides for an alert that opens, or that is evidence no longer. */
export async function settle(
  tx: Tx,
  place: WatchedPlace,
  { alert, now }: { readonly alert: AlertRow; readonly now: Instant },
): Promise<Settled> {
  const speakers = await listSpeakers(tx, { environmentId: place.environmentId, since: later(now, -TOGETHER_MS) })
  const placed = placeAlert({ ...alert, since: now }, speakers, place.application.graph)
  if (placed.place === 'evidence') {
    const write = {
      foldedInto: placed.of,
      placeReason: placed.reason,
      speaksSince: null,
      pages: false,
      pageReason: alert.pageReason,
      pagedAt: null,
    }
    return { place: placed, paging: null, reason: placed.reason, write }
  }
  const paged = speakers.filter((one) => placed.takesOver.includes(one.id) && one.pagedAt !== null)
  const isPagedAlready = alert.pagedAt !== null || isCoveredBy(alert.severity, severitiesOf(paged))
  const paging = await pagingOf(tx, place, { alert, at: now, isPagedAlready })
  const write = {
    foldedInto: null,
    placeReason: placed.reason,
    speaksSince: now,
    pages: paging.pages,
    pageReason: paging.reason,
    pagedAt: paging.pages || paging.reason === 'paged_already' ? now : null,
  }
  return { place: placed, paging, reason: paging.reason, write }
}

const severitiesOf = (rows: readonly SpeakingRow[]) => rows.map(({ severity }) => severity)

interface TakingOver {
  readonly place: WatchedPlace
  readonly into: string
  readonly title: string
  readonly settled: Settled
  readonly now: Instant
}

/** Folds what spoke for itself until now, together with its evidence. */
export async function takeOver(platform: AlertNeeds, tx: Tx, { place, into, title, settled, now }: TakingOver): Promise<void> {
  const { place: placed } = settled
  if (placed.place !== 'speaks' || placed.takesOver.length === 0) return
  await moveEvidence(tx, { from: placed.takesOver, to: into })
  for (const id of placed.takesOver) {
    const [record, alert] = [await lockRecord(tx, id), await findAlert(tx, id)]
    if (record === undefined || alert === undefined) continue
    const { pageReason } = alert
    await setPlace(tx, { id, foldedInto: into, placeReason: placed.reason, speaksSince: null, pages: false, pageReason, pagedAt: null })
    await setState(tx, record, alert.ruleName, { state: 'evidence', at: now })
    await platform.due.clear(tx, { kind: DECIDE_AGAIN, record: id })
    await platform.due.clear(tx, { kind: REMIND, record: id })
    const { clientId } = place.application.scope
    const more = { intoId: into, intoTitle: title }
    await tellAlert(platform, tx, alert, { event: alertFolded, title: record.title, clientId, reason: placed.reason, at: now, more })
  }
}

/** Sees to it that what was held is decided again, and that what fires on is not forgotten. */
export async function watchOver(
  { due }: Pick<AlertNeeds, 'due'>,
  tx: Tx,
  { id, paging, now }: { readonly id: string; readonly paging: Paging | null; readonly now: Instant },
): Promise<void> {
  if (paging === null) return
  if (paging.again !== null) await due.set(tx, { kind: DECIDE_AGAIN, record: id, at: paging.again })
  if (paging.pages || paging.reason === 'paged_already') await due.set(tx, { kind: REMIND, record: id, at: later(now, REMIND_EVERY_MS) })
}

function draftOf({ place, rule, watchId, target, labels, value, at }: Opening, now: Instant): AlertRow {
  const { application, environmentId } = place
  return {
    id: uuidv7(),
    watchId,
    target,
    applicationId: application.id,
    environmentId,
    componentId: rule.componentId ?? componentOf(labels, application.componentsByName),
    ruleKey: rule.key,
    ruleName: rule.name,
    severity: rule.severity,
    labels,
    source: rule.source,
    condition: rule.condition,
    value,
    facesUsers: facesUsers(rule),
    onlyWithUsers: rule.pagesOnlyIfUsersAreAffected,
    isLearning: rule.isLearning,
    foldedInto: null,
    placeReason: 'speaks_for_itself',
    speaksSince: now,
    pages: false,
    pageReason: 'pages',
    pagedAt: null,
    openedAt: at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    recoveredAt: null,
  }
}
