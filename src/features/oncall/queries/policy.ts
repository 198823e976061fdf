/** How an application escalates: by its own policy, or by the plan. */
import { common, Fault } from '#kit/fault.ts'
import { namedOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { escalationOf, planOf } from '#core/plan/public.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { policyOfPlan, type Policy } from '../domain/policy.ts'
import { findPolicy } from '../store/policies.ts'
import type { Ask } from './duty.ts'

export function readPolicy({ platform, caller }: Ask, applicationId: string) {
  return platform.work.read(async (tx) => {
    const application = await namedOf(tx, 'application', applicationId)
    if (application === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_PAGES, application.scope)
    const own = await findPolicy(tx, applicationId)
    const { clientId } = application.scope
    const { plan } = await planOf(platform).effective({ clientId, applicationId }, { tx })
    const roles = Object.entries(plan.roles).map(([key, { title }]) => ({ key, title }))
    if (own !== undefined) return { followsPlan: false, ...answer(own), managedBy: own.managedBy, version: own.version, roles }
    const { pageRoles } = plan.severity.consequences.critical
    return {
      followsPlan: true,
      ...answer(policyOfPlan({ pageRoles, entries: escalationOf(plan, 'critical') })),
      managedBy: null,
      version: 0,
      roles,
    }
  })
}

function answer({ steps, repeats }: Policy) {
  return { steps: steps.map((step) => ({ ...step, who: [...step.who] })), repeats }
}
