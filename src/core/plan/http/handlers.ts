/** From routes to actions and queries. A write answers with the whole plan as it is afterwards. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Needs } from '../access/place.ts'
import { changePlan, importHolidays, replacePlan, restorePlan, tryPlan, type PlanTarget } from '../actions/change.ts'
import type { planContract } from '../contract/contract.ts'
import { readPlanValueBelow } from '../queries/below.ts'
import { listPlans, planChanges, planVersions, readPlan } from '../queries/plans.ts'
import { readPlanSource } from '../queries/source.ts'

export function planHandlers(platform: Needs): HandlersOf<typeof planContract> {
  const by = (context: RequestContext) => ({ platform, caller: signedIn(context.caller) })
  const target = (ref: PlanTarget['ref'], { ifMatch }: RequestContext) => ({ ref, ifMatch })
  const after = async (context: RequestContext, ref: PlanTarget['ref'], write: Promise<boolean>) => {
    await write
    return readPlan(by(context), { params: { plan: ref }, query: {} })
  }
  return {
    listPlans: (_call, context) => listPlans(by(context)),
    readPlan: (call, context) => readPlan(by(context), call),
    readPlanValueBelow: (call, context) => readPlanValueBelow(by(context), call),
    changePlan: ({ params, body }, context) => after(context, params.plan, changePlan(by(context), target(params.plan, context), body)),
    readPlanSource: (call, context) => readPlanSource(by(context), call),
    replacePlanSource: ({ params, body }, context) =>
      after(context, params.plan, replacePlan(by(context), target(params.plan, context), body)),
    checkPlanSource: ({ params, body }, context) => tryPlan(by(context), params.plan, body.source),
    listPlanVersions: (call, context) => planVersions(by(context), call),
    comparePlanVersions: (call, context) => planChanges(by(context), call),
    restorePlanVersion: ({ params, body }, context) =>
      after(context, params.plan, restorePlan(by(context), target(params.plan, context), body)),
    importHolidays: ({ params, body }, context) =>
      after(context, params.plan, importHolidays(by(context), target(params.plan, context), body)),
  }
}
