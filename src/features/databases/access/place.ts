/** Where a watched database belongs, and who may do what with it. */
import { common, Fault } from '#kit/fault.ts'
import type { Scope } from '#kit/event.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'

export interface Place {
  readonly applicationId: string
  readonly scope: Scope
  /** Archived ones are kept as they are and looked at by nobody. */
  readonly isActive: boolean
}

/** Contacts of the client have no part in their suppliers' databases. */
export const internal = (scope: Scope): Scope => ({ ...scope, audience: 'internal' })

/** The place of an environment (UUID); undefined when there is none. */
export async function placeOf(tx: Tx, environmentId: string): Promise<Place | undefined> {
  const scope = await scopeOf(tx, { kind: 'environment', id: environmentId })
  if (!scope?.applicationId) return undefined
  const active = await environmentsOf(tx, scope.applicationId)
  return {
    applicationId: scope.applicationId,
    scope: internal(scope),
    isActive: active.some(({ id }) => id === environmentId),
  }
}

/** Throws `common.not_found` for one that is not there or not the caller's, and `common.forbidden` for one that they may only see. */
export async function claimPlace(
  tx: Tx,
  caller: Caller,
  { environmentId, permission }: { environmentId: string; permission: string },
): Promise<Place> {
  const place = await placeOf(tx, environmentId)
  if (!place) throw new Fault(common.not_found)
  requirePermission(caller, permission, place.scope)
  return place
}
