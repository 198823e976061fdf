/** Whose dashboards somebody may see or change. Those of the installation are seen by everybody who may see any. */
import { scopeOf } from '#core/catalog/public.ts'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { READ_DASHBOARDS, WRITE_DASHBOARDS } from '../domain/permissions.ts'

interface Owned {
  /** UUID; null: of the installation. */
  readonly applicationId: string | null
}

/** Throws `common.not_found` for an application that is not there. */
export async function scopeFor(tx: Tx, { applicationId }: Owned): Promise<Scope> {
  if (applicationId === null) return organisationScope
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  return { ...scope, audience: 'internal' }
}

export async function maySee(tx: Tx, caller: Caller, owned: Owned): Promise<boolean> {
  return caller.holds(READ_DASHBOARDS) && (owned.applicationId === null || caller.may(READ_DASHBOARDS, await scopeFor(tx, owned)))
}

export async function mayChange(tx: Tx, caller: Caller, owned: Owned): Promise<boolean> {
  return caller.may(WRITE_DASHBOARDS, await scopeFor(tx, owned))
}

/** Returns where it belongs. Throws `common.not_found` out of reach. */
export async function expectChangeable(tx: Tx, caller: Caller, owned: Owned): Promise<Scope> {
  const scope = await scopeFor(tx, owned)
  requirePermission(caller, WRITE_DASHBOARDS, scope)
  return scope
}
