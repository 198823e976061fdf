/** Which environments a caller may see errors of. */
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { environmentsOf, scopeOf, type EnvironmentPlace } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_ERRORS } from '../domain/permissions.ts'

/** Where an environment belongs. Throws `common.not_found` when it is not there or not the caller's. */
export async function claimEnvironment(
  tx: Tx,
  caller: Caller,
  { id, permission }: { readonly id: string; readonly permission: string },
): Promise<Scope & { readonly applicationId: string }> {
  const scope = await scopeOf(tx, { kind: 'environment', id })
  if (!scope?.applicationId) throw new Fault(common.not_found)
  requirePermission(caller, permission, scope)
  return { ...scope, applicationId: scope.applicationId }
}

/** Active environments of an application. Throws `common.not_found` when it is not there or not the caller's to see. */
export async function visibleEnvironments(tx: Tx, caller: Caller, applicationId: string): Promise<readonly EnvironmentPlace[]> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, READ_ERRORS, scope)
  return environmentsOf(tx, applicationId)
}
