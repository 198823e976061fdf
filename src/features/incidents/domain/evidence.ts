/** What alerts do to incidents: they declare one, they become its evidence, and their recovery may end it. */
import type { Severity } from '#core/plan/domain/words.ts'
import { HOUR_MS, MINUTE_MS, type Instant } from '#kit/time.ts'
import { isLasting } from './moves.ts'
import type { IncidentState } from './words.ts'

/** So long everything must stay well before what nobody touched counts as over. */
export const QUIET_MS = 15 * MINUTE_MS
/** What comes back within this time was not over. */
export const REOPEN_WITHIN_MS = HOUR_MS

/**
 * | Outcome | Reason | When |
 * |---|---|---|
 * | `link` | `incident_is_open` | one is open for this application and environment, or for the alert whose evidence it is |
 * | `reopen` | `came_back` | Pitcrew itself resolved one there within the last hour |
 * | `declare` | `critical_alert` | it is critical and speaks for itself |
 * | `ignore` | `not_critical` | anything less declares nothing |
 * | `ignore` | `held` | a window, a silence, learning mode or its environment keeps it from paging |
 * | `ignore` | `evidence_of_another` | it is the evidence of an alert for which there is no incident |
 */
export interface AlertDecision {
  readonly outcome: 'link' | 'reopen' | 'declare' | 'ignore'
  readonly reason: 'incident_is_open' | 'came_back' | 'critical_alert' | 'not_critical' | 'held' | 'evidence_of_another'
}

export function judgeAlert(of: {
  readonly severity: Severity | 'notify'
  readonly speaksForItself: boolean
  readonly pages: boolean
  readonly hasOpenIncident: boolean
  /** When Pitcrew itself resolved the latest one there; null: it did not. */
  readonly resolvedBySystemAt: Instant | null
  readonly at: Instant
}): AlertDecision {
  if (of.hasOpenIncident) return { outcome: 'link', reason: 'incident_is_open' }
  if (!of.speaksForItself) return { outcome: 'ignore', reason: 'evidence_of_another' }
  if (of.severity !== 'critical') return { outcome: 'ignore', reason: 'not_critical' }
  if (!of.pages) return { outcome: 'ignore', reason: 'held' }
  const isBack = of.resolvedBySystemAt !== null && of.at - of.resolvedBySystemAt <= REOPEN_WITHIN_MS
  return isBack ? { outcome: 'reopen', reason: 'came_back' } : { outcome: 'declare', reason: 'critical_alert' }
}

/**
 * What the recovery of its alerts does to an incident that lasts.
 *
 * | Outcome | When |
 * |---|---|
 * | `nothing` | some alert still fires, or it is over |
 * | `monitor` | an alert declared it and nobody touched it: Pitcrew watches, and resolves it when all stays well for a quarter of an hour |
 * | `propose` | people work on it: they are asked whether it is resolved |
 */
export type RecoveryDecision = 'nothing' | 'monitor' | 'propose'

export function judgeRecovery(of: {
  readonly state: IncidentState
  readonly firing: number
  readonly isFromAlert: boolean
  readonly touchedAt: Instant | null
}): RecoveryDecision {
  if (of.firing > 0 || !isLasting(of.state)) return 'nothing'
  if (!of.isFromAlert || of.touchedAt !== null) return 'propose'
  return of.state === 'declared' ? 'monitor' : 'nothing'
}
