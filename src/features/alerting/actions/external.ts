/**
 * Alerts that other tools have judged. Each becomes a watch with an alert of its own, which is placed, held, paged, damped and recovered
 * as those of our rules are; only the judging is left to the tool.
 */
import { lockRecord, updateRecord } from '#core/records/public.ts'
import { alertRaised } from '#events/alerting.ts'
import { invariant } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { pagingOf } from '../access/holds.ts'
import type { WatchedPlace } from '../access/rule-book.ts'
import { alertKind } from '../contract/kind.ts'
import { decideOutside, isWorse, outsideRuleKey, type OutsideReason, type OutsideSaid } from '../domain/outside.ts'
import { componentOf, type JudgedOutside, type Labels } from '../domain/rule.ts'
import type { Level } from '../domain/watch.ts'
import { priorityOf, type AlertState } from '../domain/words.ts'
import { findAlert, lockApplication, setPlace, type AlertRow } from '../store/alerts.ts'
import { listOutsideOpen, listOutsideTargets, setOutside, type OutsideOpenRow } from '../store/outside.ts'
import { acknowledgeIn } from './acknowledge.ts'
import { eventTitleOf, system, tellAlert, type AlertNeeds } from './about.ts'
import { watchOver } from './open-alert.ts'
import { outsideRule } from './outside-rule.ts'
import { turnTarget } from './turn-target.ts'

/** One alert as a tool sends it. */
export interface OutsideAlert extends OutsideSaid {
  /** What tells it from other alerts of the same source, at most 200 characters. */
  readonly target: string
  /** What its rule is called in the tool; stands in events, so no free text. */
  readonly ruleName: string
  readonly labels: Labels
  /** Name of a component, as the tool says it; null leaves it to the labels. */
  readonly component: string | null
  /** Where the tool shows it. */
  readonly link: string | null
  /** Where it is written what to do about it. */
  readonly runbookUrl: string | null
}

/** An alert source; UUIDs. */
export interface OutsideSource extends Pick<JudgedOutside, 'tool' | 'isCheck'> {
  readonly id: string
  readonly environmentId: string
  /** All its alerts are of this component; null: each says its own. */
  readonly componentId: string | null
}

export interface OutsideTurned {
  readonly target: string
  readonly reason: OutsideReason
  /** UUID of the open alert; null when there is none. */
  readonly alertId: string | null
}

export interface OutsideTurn {
  readonly place: WatchedPlace
  readonly source: OutsideSource
  /** Targets differ. */
  readonly alerts: readonly OutsideAlert[]
}

/** Opens, changes, acknowledges and ends alerts as the tool says; what was said before changes nothing. */
export async function turnOutside(platform: AlertNeeds, tx: Tx, turn: OutsideTurn): Promise<readonly OutsideTurned[]> {
  const { place, source, alerts } = turn
  await lockApplication(tx, place.application.id)
  const aim = { ruleKey: outsideRuleKey(source.id), environmentId: place.environmentId, targets: alerts.map(({ target }) => target) }
  const before = byTarget(await listOutsideOpen(tx, aim))
  const reasons: OutsideReason[] = []
  for (const alert of alerts) {
    const open = before.get(alert.target)
    const { step, reason } = decideOutside(alert, open)
    reasons.push(reason)
    if (step === 'none') continue
    if (step === 'open' || step === 'again') await turnOne(platform, tx, turn, { alert, level: 'crossed' })
    else if (step === 'recover') await turnOne(platform, tx, turn, { alert, level: 'back' })
    else if (open !== undefined && step === 'change') await change(platform, tx, turn, { alert, open })
    else if (open !== undefined) await acknowledgeIn(platform, tx, { id: open.alertId, actor: system, personId: null, reason: source.tool })
  }
  const after = byTarget(await listOutsideOpen(tx, aim))
  return alerts.map(({ target }, index) => {
    const reason = reasons[index]
    invariant(reason, 'each alert has been decided')
    return { target, reason, alertId: after.get(target)?.alertId ?? null }
  })
}

const byTarget = (rows: readonly OutsideOpenRow[]) => new Map(rows.map((row) => [row.target, row]))

function turnOne(
  platform: AlertNeeds,
  tx: Tx,
  { place, source }: OutsideTurn,
  { alert, level }: { readonly alert: OutsideAlert; readonly level: Level },
): Promise<void> {
  const { target, labels, title } = alert
  const rule = ruleFor(place, source, alert)
  const at = platform.clock.now()
  return turnTarget(platform, tx, { place, rule, target, labels, at, seen: { kind: 'turned', level }, ...(title !== '' && { title }) })
}

function ruleFor({ application }: WatchedPlace, source: OutsideSource, alert: OutsideAlert) {
  const { ruleName: name, severity, component, labels, link, runbookUrl } = alert
  const named = component === null ? undefined : application.componentsByName.get(component.toLowerCase())
  const componentId = source.componentId ?? named ?? componentOf(labels, application.componentsByName)
  const { tool, isCheck } = source
  return outsideRule({
    key: outsideRuleKey(source.id),
    name,
    severity,
    componentId,
    source: { kind: 'outside', tool, isCheck, link, runbookUrl },
  })
}

interface Changing {
  readonly alert: OutsideAlert
  readonly open: OutsideOpenRow
}

/** Whoever was told of something lesser is told again when it has become worse. */
async function change(platform: AlertNeeds, tx: Tx, turn: OutsideTurn, { alert: said, open }: Changing): Promise<void> {
  const [record, row] = [await lockRecord(tx, open.alertId), await findAlert(tx, open.alertId)]
  if (record === undefined || row === undefined) return
  const at = platform.clock.now()
  const { source } = ruleFor(turn.place, turn.source, said)
  const alert: AlertRow = { ...row, severity: said.severity, labels: said.labels, source }
  const title = said.title === '' ? record.title : said.title
  await setOutside(tx, { id: row.id, severity: said.severity, labels: said.labels, source })
  const facts = { ruleName: row.ruleName }
  await updateRecord(tx, alertKind, { ...record, title, state: record.state as AlertState, priority: priorityOf(said.severity), facts, at })
  if (!isWorse(said.severity, row.severity) || row.foldedInto !== null) return
  await pageAgain(platform, tx, { place: turn.place, alert, clientId: record.clientId, at })
}

interface Worse {
  readonly place: WatchedPlace
  readonly alert: AlertRow
  readonly clientId: string | null
  readonly at: Instant
}

async function pageAgain(platform: AlertNeeds, tx: Tx, { place, alert, clientId, at }: Worse): Promise<void> {
  const paging = await pagingOf(tx, place, { alert, at, isPagedAlready: false })
  const { pages, reason } = paging
  await setPlace(tx, { ...alert, pages, pageReason: reason, pagedAt: pages ? at : null })
  await watchOver(platform, tx, { id: alert.id, paging, now: at })
  if (!pages) return
  await tellAlert(platform, tx, alert, { event: alertRaised, title: eventTitleOf(alert), clientId, reason, at, more: { pages } })
}

/** Ends what is open of a source that is no more; true when more is left than fits one transaction. */
export async function endOutside(platform: AlertNeeds, tx: Tx, { place, source }: Omit<OutsideTurn, 'alerts'>): Promise<boolean> {
  const left = await listOutsideTargets(tx, { ruleKey: outsideRuleKey(source.id), limit: ENDED_AT_ONCE })
  await lockApplication(tx, place.application.id)
  const gone = {
    target: '',
    ruleName: '',
    labels: {},
    component: null,
    link: null,
    runbookUrl: null,
    state: 'resolved',
    severity: 'notify',
    title: '',
  } as const
  const rule = ruleFor(place, source, gone)
  const at = platform.clock.now()
  for (const { target } of left) {
    await turnTarget(platform, tx, { place, rule, target, labels: {}, at, seen: { kind: 'ended' } })
  }
  return left.length === ENDED_AT_ONCE
}

/** As many as our own rules write in one transaction, so that nobody waits behind them. */
const ENDED_AT_ONCE = 50
