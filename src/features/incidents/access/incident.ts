/** Incidents that a caller may see or change. */
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { findRecord, lockRecord, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { READ_INCIDENTS, WRITE_INCIDENTS } from '../domain/permissions.ts'
import { findIncident, type IncidentRow } from '../store/incidents.ts'

export interface Known {
  readonly record: RecordRow
  readonly incident: IncidentRow
}

/** Throws `common.not_found` when it is not there or not the caller's to see. */
export async function seenIncident(tx: Tx, caller: Caller, id: string): Promise<Known> {
  const known = await both(tx, id, findRecord)
  if (known === undefined || known.record.deletedAt !== null) throw new Fault(common.not_found)
  requirePermission(caller, READ_INCIDENTS, scopeOfRecord(known.record))
  return known
}

/**
 * Held until the transaction ends; deleted ones too. `caller` null: Pitcrew itself. Throws `common.not_found`, or
 * `common.version_mismatch` when it is not at this version.
 */
export async function claimIncident(
  tx: Tx,
  caller: Caller | null,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
): Promise<Known> {
  const known = await both(tx, id, lockRecord)
  if (known === undefined) throw new Fault(common.not_found)
  if (caller !== null) requirePermission(caller, WRITE_INCIDENTS, scopeOfRecord(known.record))
  if (version !== undefined && version !== known.record.version) throw new Fault(common.version_mismatch)
  return known
}

async function both(tx: Tx, id: string, record: typeof findRecord): Promise<Known | undefined> {
  const row = await record(tx, id)
  const incident = row?.kind === 'incident' ? await findIncident(tx, id) : undefined
  return row && incident && { record: row, incident }
}

/** Where incidents of an application belong. Throws `common.not_found` when it is not there or the caller may not declare any there. */
export async function writableApplication(tx: Tx, caller: Caller, applicationId: string): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  const internal = { ...scope, audience: 'internal' } as const
  requirePermission(caller, WRITE_INCIDENTS, internal)
  return internal
}
