/** How the components of an application are, by the alerts that speak of them. */
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { alertRoutes } from '../contract/alerts.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import { listComponentHealth } from '../store/component-health.ts'
import type { Ask } from './alerts.ts'

/** Throws `common.not_found` for an application that is not there or not the caller's to see. */
export function readComponentHealth(
  { platform, caller }: Ask,
  applicationId: string,
): Promise<ReplyOf<(typeof alertRoutes)['readComponentHealth']>> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_ALERTS, { ...scope, audience: 'internal' })
    return { items: [...(await listComponentHealth(tx, applicationId))] }
  })
}
