/** What alerts and pages do to incidents. Everything here may be told twice. */
import { incidentRecovered } from '#events/incidents.ts'
import type { SealedEvent } from '#kit/event.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { judgeAlert, judgeRecovery, QUIET_MS } from '../domain/evidence.ts'
import { isLasting } from '../domain/moves.ts'
import type { IncidentState, Severity } from '../domain/words.ts'
import { countAlerts, incidentsOfAlert, linkAlert, recoverAlert } from '../store/alerts.ts'
import { findLatestAt, findOpenAt, lockPlace } from '../store/incidents.ts'
import { claimFor, claimIfThere, ownAct, tell, type Needs, type Writing } from './act.ts'
import { affect, move } from './change.ts'
import { declare } from './declare.ts'
import { save } from './save.ts'

/** Names the reaction, and Pitcrew as the one who acts. */
export const ALERT_REACTION = 'incidents.follow_alerts'
/** Names rows of the due table: all has been well for a while. */
export const QUIET_DUE = 'incidents.quiet'

/** An alert as its events tell it. */
export interface ToldAlert {
  readonly id: string
  readonly title: string
  readonly severity: Severity | 'notify'
  readonly environmentId: string
  readonly componentId: string | null
  readonly ruleKey: string
  readonly foldedIntoId: string | null
  readonly pages: boolean
  readonly at: Instant
  readonly scope: SealedEvent['scope']
}

/** Declares an incident for it, links it as evidence, or leaves it alone; domain/evidence.ts says which. */
export async function takeAlert(platform: Needs, tx: Tx, alert: ToldAlert): Promise<void> {
  const { applicationId } = alert.scope
  if (applicationId === null) return
  await lockPlace(tx, alert.environmentId)
  const openId = (await openOfRoot(platform, tx, alert)) ?? (await findOpenAt(tx, { applicationId, environmentId: alert.environmentId }))
  const latest = openId === undefined ? await latestThere(platform, tx, { ...alert, applicationId }) : undefined
  const decision = judgeAlert({
    severity: alert.severity,
    speaksForItself: alert.foldedIntoId === null,
    pages: alert.pages,
    hasOpenIncident: openId !== undefined,
    resolvedBySystemAt:
      latest?.record.state === 'resolved' && latest.moves.at(-1)?.isOwn === true ? (latest.moves.at(-1)?.at ?? null) : null,
    at: alert.at,
  })
  if (decision.outcome === 'link' && openId !== undefined) await link(platform, tx, openId, alert)
  if (decision.outcome === 'reopen' && latest) {
    await move(latest, { state: 'declared', reason: decision.reason, recoveredAt: null })
    await link(platform, tx, latest.record.id, alert)
  }
  if (decision.outcome === 'declare') await declareFor(platform, tx, { ...alert, applicationId })
}

/** The open incident of the alert whose evidence it is, when that belongs to the same client. */
async function openOfRoot(platform: Needs, tx: Tx, { foldedIntoId, scope }: ToldAlert): Promise<string | undefined> {
  if (foldedIntoId === null) return undefined
  for (const id of await incidentsOfAlert(tx, foldedIntoId)) {
    const { record } = await claimFor(ownAct(platform, ALERT_REACTION), tx, { id })
    if (record.clientId === scope.clientId && isLasting(record.state as IncidentState)) return id
  }
  return undefined
}

async function latestThere(
  platform: Needs,
  tx: Tx,
  place: { readonly applicationId: string; readonly environmentId: string },
): Promise<Writing | undefined> {
  const id = await findLatestAt(tx, place)
  return id === undefined ? undefined : claimFor(ownAct(platform, ALERT_REACTION), tx, { id })
}

async function declareFor(platform: Needs, tx: Tx, alert: ToldAlert & { readonly applicationId: string }): Promise<void> {
  const { scope, title, environmentId, componentId } = alert
  const at = platform.clock.now()
  const id = await declare({ act: ownAct(platform, ALERT_REACTION), tx, at }, scope, {
    title,
    type: 'operational',
    severity: 'critical',
    severityReason: 'alert',
    effect: null,
    reach: null,
    summary: '',
    environmentId,
    componentIds: componentId === null ? [] : [componentId],
    alertId: alert.id,
    harmStartedAt: alert.at,
    pages: alert.pages,
    reason: 'critical_alert',
  })
  await linkAlert(tx, id, evidenceOf(alert))
}

async function link(platform: Needs, tx: Tx, incidentId: string, alert: ToldAlert): Promise<void> {
  if (!(await linkAlert(tx, incidentId, evidenceOf(alert)))) return
  const speaks = alert.foldedIntoId === null
  const to = await claimFor(ownAct(platform, ALERT_REACTION), tx, { id: incidentId })
  const isBack = to.incident.recoveredAt !== null
  const now = isBack ? await save(to, { recoveredAt: null }) : to
  if (isBack) await platform.due.clear(tx, { kind: QUIET_DUE, record: incidentId })
  if (isBack && now.record.state === 'monitoring' && now.incident.touchedAt === null) {
    await move(now, { state: 'declared', reason: 'alert_came_back' })
  }
  if (speaks && alert.componentId !== null) await affect(now, alert.componentId)
}

function evidenceOf({ id, title, severity, componentId, ruleKey, foldedIntoId, at }: ToldAlert) {
  return { alertId: id, title, severity, componentId, ruleKey, speaks: foldedIntoId === null, openedAt: at, recoveredAt: null }
}

/** What its recovery does is decided once none of the alerts fires any more. */
export async function takeRecovery(
  platform: Needs,
  tx: Tx,
  { alertId, at }: { readonly alertId: string; readonly at: Instant },
): Promise<void> {
  for (const incidentId of await incidentsOfAlert(tx, alertId)) {
    const to = await claimFor(ownAct(platform, ALERT_REACTION), tx, { id: incidentId })
    if (!(await recoverAlert(tx, { incidentId, alertId, at }))) continue
    const { firing } = await countAlerts(tx, incidentId)
    const { alertId: cause, touchedAt, recoveredAt } = to.incident
    const decision = judgeRecovery({ state: to.record.state as IncidentState, firing, isFromAlert: cause !== null, touchedAt })
    if (decision === 'nothing' || recoveredAt !== null) continue
    const now =
      decision === 'monitor'
        ? await move(to, { state: 'monitoring', reason: 'alerts_recovered', recoveredAt: at })
        : await save(to, { recoveredAt: at })
    await tell(now, incidentRecovered, {})
    if (decision === 'monitor') await platform.due.set(tx, { kind: QUIET_DUE, record: incidentId, at: later(to.at, QUIET_MS) })
  }
}

/** All stayed well: what nobody touched is over. */
export async function fallQuiet(platform: Needs, tx: Tx, id: string): Promise<void> {
  const to = await claimIfThere(ownAct(platform, QUIET_DUE), tx, id)
  const { firing } = await countAlerts(tx, id)
  if (to?.record.state !== 'monitoring' || to.incident.touchedAt !== null || firing > 0) return
  await move(to, { state: 'resolved', reason: 'stayed_well' })
}
