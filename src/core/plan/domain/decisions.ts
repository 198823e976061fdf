/** What a plan decides about one ticket, bug or incident. Every answer names its reason. */
import { amountMs, isBusiness } from './amounts.ts'
import type { Plan } from './form.ts'
import { openMs, readHours } from './hours.ts'
import { isSaid } from './judge.ts'
import { WEEKDAYS, type Effect, type Reach, type Severity, type TicketType } from './words.ts'

export type SeverityReason = 'table' | 'claim_waits_for_confirmation'

export interface SeverityDecision {
  readonly severity: Severity
  readonly reason: SeverityReason
  /** What the table says, also while a requester's claim is not confirmed. */
  readonly claimed: Severity
  readonly effect: Effect
  readonly reach: Reach
}

/**
 * | Reason | When |
 * |---|---|
 * | `table` | the table's own answer |
 * | `claim_waits_for_confirmation` | a requester claims something critical, which counts as major until tier 1 or an alert confirms it |
 */
export function decideSeverity(
  plan: Plan,
  { effect, reach, isConfirmed }: { readonly effect: Effect; readonly reach: Reach; readonly isConfirmed: boolean },
): SeverityDecision {
  const claimed = plan.severity.table[effect][reach]
  const waits = claimed === 'critical' && !isConfirmed && plan.restraint.claimsNeedConfirmation
  return { severity: waits ? 'major' : claimed, reason: waits ? 'claim_waits_for_confirmation' : 'table', claimed, effect, reach }
}

export type TargetReason = 'matches_type' | 'for_all_others' | 'no_target'

/** One promise. `calendar` null: day and night. */
export interface PromisedTime {
  readonly ms: number
  readonly calendar: string | null
  /** As the plan says it. */
  readonly said: string
}

export interface TargetDecision {
  readonly reason: TargetReason
  /** Key of the target in the plan; null when there is none. */
  readonly target: string | null
  readonly firstResponse: PromisedTime | null
  readonly nextResponse: PromisedTime | null
  readonly resolution: PromisedTime | null
  /** After which share of its time a promise is at risk, 0 to 1. */
  readonly atRiskShare: number
}

/**
 * The first enabled target in the order of the plan that names the type; else the one for all others. A target without types
 * that is not for all others matches nothing.
 *
 * | Reason | When |
 * |---|---|
 * | `matches_type` | it names the type |
 * | `for_all_others` | none names the type |
 * | `no_target` | the plan promises nothing |
 */
export function decideTargets(plan: Plan, { type, severity }: { readonly type: TicketType; readonly severity: Severity }): TargetDecision {
  const enabled = Object.entries(plan.targets).filter(([, target]) => target.enabled)
  const byType = enabled.find(([, { types }]) => types.includes(type))
  const chosen = byType ?? enabled.find(([, { forAllOthers }]) => forAllOthers)
  if (!chosen) {
    return { reason: 'no_target', target: null, firstResponse: null, nextResponse: null, resolution: null, atRiskShare: 1 }
  }
  const [key, target] = chosen
  const promised = (said: string) => promise(plan, target.calendar, said)
  return {
    reason: byType ? 'matches_type' : 'for_all_others',
    target: key,
    firstResponse: promised(target[severity].firstResponse),
    nextResponse: promised(target[severity].nextResponse),
    resolution: promised(target[severity].resolution),
    atRiskShare: Number.parseFloat(target.atRiskAfter) / 100,
  }
}

function promise(plan: Plan, calendar: string, said: string): PromisedTime | null {
  const ms = isSaid(said) ? amountMs(said, businessDayMs(plan, calendar)) : undefined
  return ms === undefined ? null : { ms, calendar: isBusiness(said) ? calendar : null, said }
}

/** A business day is as long as the average open day of its calendar; of a calendar that never opens, 24 hours. */
export function businessDayMs({ hours }: Plan, calendar: string): number {
  const found = hours.calendars[calendar]
  const days = found ? WEEKDAYS.map((day) => openMs(readHours(found[day]) ?? [])).filter((ms) => ms > 0) : []
  return days.length === 0 ? 86_400_000 : Math.round(days.reduce((sum, ms) => sum + ms, 0) / days.length)
}
