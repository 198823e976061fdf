/** Whose rules a caller may see or change. */
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import type { Owner } from '../domain/owner.ts'

/** Throws `common.not_found` when there is no such owner, or it is not the caller's to see. */
export async function claimOwner(tx: Tx, caller: Caller, owner: Owner, permission: string): Promise<Scope> {
  const scope = await scopeOf(tx, owner)
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, permission, scope)
  return scope
}
