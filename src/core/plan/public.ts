/** What the parts above, features and the command line may ask about support plans. Ids are UUIDs. */
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { effectivePlan, placeOf } from './access/place.ts'
import type { Plan } from './domain/form.ts'
import type { Merged } from './domain/layers.ts'
import { refOf, type PlanRef } from './domain/ref.ts'

export { replacePlan, tryPlan, type PlanTarget } from './actions/change.ts'
export { tellChange, type Change } from './domain/changes.ts'
export { calendarOf } from './domain/calendar.ts'
export { decideSeverity, decideTargets, type PromisedTime, type SeverityDecision, type TargetDecision } from './domain/decisions.ts'
export type { Plan } from './domain/form.ts'
export { limitFor, standingOf, type SignalLimit } from './domain/limits.ts'
export { ORGANISATION, STANDARD, type PlanRef } from './domain/ref.ts'
export {
  activityOf,
  escalationOf,
  holdersOf,
  patchDeadlinesOf,
  rolesOf,
  thresholdsOf,
  type EscalationEntry,
  type HeldRole,
  type Holders,
  type Limit,
  type RunnableThreshold,
} from './domain/run.ts'
export type { SourceFault } from './domain/source.ts'
export { readPlanSource } from './queries/source.ts'

/** Whose plan is asked for: the application's, else the client's, else the organisation's own. */
export interface PlanOf {
  readonly clientId: string | null
  readonly applicationId: string | null
}

export interface EffectivePlan {
  readonly plan: Plan
  /** Every value by its dotted path, with the layer and version that set it. */
  readonly values: Merged
  /** What the plan calls local: the client's zone, or the organisation's. */
  readonly zone: string
}

export interface SupportPlans {
  /**
   * The plan that counts, now or at an instant; inside `tx` when the answer must fit what that transaction reads. Checks no
   * permission. Throws `common.not_found` when there is no such client or application.
   */
  effective(of: PlanOf, options?: { readonly at?: Instant; readonly tx?: Tx }): Promise<EffectivePlan>
}

/** The support plans of an installation. */
export function planOf({ work }: Pick<Platform, 'work'>): SupportPlans {
  return {
    effective: (of, { at = null, tx } = {}) => {
      const read = (reading: Tx) => effective(reading, refOf(of), at)
      return tx === undefined ? work.read(read) : read(tx)
    },
  }
}

async function effective(tx: Tx, ref: PlanRef, at: Instant | null): Promise<EffectivePlan> {
  const place = await placeOf(tx, ref)
  const { plan, leaves } = await effectivePlan(tx, place, at)
  return { plan, values: leaves, zone: place.zone }
}
