/** Whose playbooks somebody may write. Those of all applications are seen by everybody who works on incidents. */
import { scopeOf } from '#core/catalog/public.ts'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { WRITE_PLAYBOOKS } from '../domain/permissions.ts'

interface Owned {
  /** UUID; null: of all applications. */
  readonly applicationId: string | null
}

async function scopeFor(tx: Tx, { applicationId }: Owned): Promise<Scope> {
  if (applicationId === null) return organisationScope
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  return { ...scope, audience: 'internal' }
}

export async function mayChange(tx: Tx, caller: Caller, owned: Owned): Promise<boolean> {
  return caller.may(WRITE_PLAYBOOKS, await scopeFor(tx, owned))
}

/** Returns where it belongs. Throws `common.not_found` out of reach. */
export async function expectChangeable(tx: Tx, caller: Caller, owned: Owned): Promise<Scope> {
  const scope = await scopeFor(tx, owned)
  requirePermission(caller, WRITE_PLAYBOOKS, scope)
  return scope
}
