/** Whose windows somebody may see or plan. */
import { environmentPlaces, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { findRecord, lockRecord, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { maintenanceCodes } from '../contract/codes.ts'
import type { WindowScope } from '../domain/cover.ts'
import { READ_WINDOWS, WRITE_WINDOWS } from '../domain/permissions.ts'
import { findWindow, type WindowRow } from '../store/windows.ts'

/** A window with its record. */
export interface Claimed {
  readonly record: RecordRow
  readonly window: WindowRow
}

/** Throws `common.not_found` when it is not there or not the caller's to see. */
export async function seenWindow(tx: Tx, caller: Caller, id: string): Promise<Claimed> {
  const [record, window] = [await findRecord(tx, id), await findWindow(tx, id)]
  if (record === undefined || window === undefined) throw new Fault(common.not_found)
  requirePermission(caller, READ_WINDOWS, scopeOfRecord(record))
  return { record, window }
}

/** Held until the transaction ends. Undefined when there is none. */
export async function lockWindow(tx: Tx, id: string): Promise<Claimed | undefined> {
  const [record, window] = [await lockRecord(tx, id), await findWindow(tx, id)]
  return record === undefined || window === undefined ? undefined : { record, window }
}

/** The same for a caller. Throws `common.not_found`, `common.version_mismatch`, or `maintenance.is_cancelled`. */
export async function claimWindow(
  tx: Tx,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
): Promise<Claimed> {
  const claimed = await lockWindow(tx, id)
  if (claimed === undefined) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_WINDOWS, scopeOfRecord(claimed.record))
  if (version !== undefined && version !== claimed.record.version) throw new Fault(common.version_mismatch)
  if (claimed.record.state === 'cancelled') throw new Fault(maintenanceCodes.is_cancelled)
  return claimed
}

/** The place of an application in which the caller may plan. Throws `common.not_found` out of reach. */
export async function claimApplication(tx: Tx, caller: Caller, applicationId: string): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_WINDOWS, { ...scope, audience: 'internal' })
  return { ...scope, audience: 'internal' }
}

/** Throws `maintenance.outside_application` for environments and components of another one. */
export async function expectWithin(tx: Tx, { applicationId, environmentIds, componentIds }: WindowScope): Promise<void> {
  const environments = await environmentPlaces(tx, environmentIds)
  const isWithin = (id: string) => environments.get(id)?.applicationId === applicationId
  const components = await Promise.all(componentIds.map((id) => scopeOf(tx, { kind: 'component', id })))
  if (environmentIds.every(isWithin) && components.every((scope) => scope?.applicationId === applicationId)) return
  throw new Fault(maintenanceCodes.outside_application)
}
