/** How bad an incident is, and what follows from it by the plan. */
import { amountMs } from '#core/plan/domain/amounts.ts'
import { decideSeverity } from '#core/plan/domain/decisions.ts'
import type { Plan } from '#core/plan/domain/form.ts'
import type { Effect, Reach, Severity } from '#core/plan/domain/words.ts'
import { DAY_MS } from '#kit/time.ts'

/** What a severity makes due. */
export interface Consequences {
  /** When somebody is woken for it. */
  readonly pages: Plan['severity']['consequences'][Severity]['page']
  readonly startsAtTier: string
  /** By when the public hears of it; null: it need not. */
  readonly publicPostWithinMs: number | null
  readonly freezesReleases: boolean
}

/**
 * | Reason | When |
 * |---|---|
 * | `table` | the plan's table of effect and reach |
 * | `claim_waits_for_confirmation` | somebody claims it; it counts as major until it is confirmed |
 * | `alert` | that of the alert it was declared from |
 * | `by_hand` | a person set it, with words of their own |
 */
export type SeverityReason = 'table' | 'claim_waits_for_confirmation' | 'alert' | 'by_hand'

export interface Weighed extends Consequences {
  readonly severity: Severity
  readonly reason: SeverityReason
}

/** Whoever declares an incident works here: their word confirms it. */
export function weigh(plan: Plan, { effect, reach }: { readonly effect: Effect; readonly reach: Reach }): Weighed {
  const { severity, reason } = decideSeverity(plan, { effect, reach, isConfirmed: true })
  return { severity, reason, ...consequencesOf(plan, severity) }
}

export function consequencesOf({ severity: { consequences } }: Plan, severity: Severity): Consequences {
  const { page, startsAtTier, publicPostWithin, freezesReleases } = consequences[severity]
  return { pages: page, startsAtTier, publicPostWithinMs: amountMs(publicPostWithin, DAY_MS) ?? null, freezesReleases }
}

/**
 * Whether somebody is woken now.
 *
 * | Reason | When |
 * |---|---|
 * | `day_and_night`, `within_hours` | yes |
 * | `outside_hours` | the plan pages for it in business hours only |
 * | `never` | the plan pages nobody for it |
 * | `environment_does_not_page` | only some kinds of environments page |
 */
export type PagingReason = 'day_and_night' | 'within_hours' | 'outside_hours' | 'never' | 'environment_does_not_page'

export function judgePaging(of: {
  readonly pages: Consequences['pages']
  readonly isOpenNow: boolean
  readonly environmentPages: boolean
}): { readonly pages: boolean; readonly reason: PagingReason } {
  if (of.pages === 'never') return { pages: false, reason: 'never' }
  if (!of.environmentPages) return { pages: false, reason: 'environment_does_not_page' }
  if (of.pages === 'day_and_night') return { pages: true, reason: 'day_and_night' }
  return of.isOpenNow ? { pages: true, reason: 'within_hours' } : { pages: false, reason: 'outside_hours' }
}
