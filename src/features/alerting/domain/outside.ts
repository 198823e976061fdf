/** Alerts that other tools have judged: what one that comes means for what is open here. */
import type { AlertState, AlertSeverity, WatchState } from './words.ts'
import { SEVERITIES } from './words.ts'

/** What keys of rules begin with that stand in another tool; the id of the alert source follows. */
const OUTSIDE_START = 'source:'

export const outsideRuleKey = (sourceId: string): string => `${OUTSIDE_START}${sourceId}`
export const isOutside = (ruleKey: string): boolean => ruleKey.startsWith(OUTSIDE_START)

/** `acknowledged`: somebody said in the other tool that they look at it. */
export type OutsideState = 'firing' | 'acknowledged' | 'resolved'

/** What came. */
export interface OutsideSaid {
  readonly state: OutsideState
  readonly severity: AlertSeverity
  /** In the tool's own words; empty: nothing new about it. */
  readonly title: string
}

/** The open alert of the same target. */
export interface OutsideOpen {
  readonly watch: WatchState
  readonly state: AlertState
  readonly severity: AlertSeverity
  readonly title: string
}

export type OutsideStep = 'open' | 'again' | 'change' | 'acknowledge' | 'recover' | 'none'

/** Why, as it is counted and shown. */
export const OUTSIDE_REASONS = ['opened', 'fires_again', 'changed', 'acknowledged', 'recovered', 'unchanged', 'nothing_open'] as const
export type OutsideReason = (typeof OUTSIDE_REASONS)[number]

export interface OutsideDecision {
  readonly step: OutsideStep
  readonly reason: OutsideReason
}

export function decideOutside(said: OutsideSaid, open: OutsideOpen | undefined): OutsideDecision {
  if (open === undefined) return said.state === 'firing' ? { step: 'open', reason: 'opened' } : { step: 'none', reason: 'nothing_open' }
  if (said.state === 'resolved')
    return open.watch === 'clearing' ? { step: 'none', reason: 'unchanged' } : { step: 'recover', reason: 'recovered' }
  if (said.state === 'acknowledged')
    return open.state === 'firing' ? { step: 'acknowledge', reason: 'acknowledged' } : { step: 'none', reason: 'unchanged' }
  if (open.watch === 'clearing') return { step: 'again', reason: 'fires_again' }
  const isOther = said.severity !== open.severity || (said.title !== '' && said.title !== open.title)
  return isOther ? { step: 'change', reason: 'changed' } : { step: 'none', reason: 'unchanged' }
}

/** Whether one severity is more severe than another. */
export const isWorse = (severity: AlertSeverity, than: AlertSeverity): boolean => SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(than)
