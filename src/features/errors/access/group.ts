/** Groups that a caller may see or change. */
import { findRecord, lockRecord, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { READ_ERRORS, WRITE_ERRORS } from '../domain/permissions.ts'
import { findGroup, type GroupRow } from '../store/groups.ts'

export interface Claimed {
  readonly record: RecordRow
  readonly group: GroupRow
}

/** Throws `common.not_found` when it is not there or not the caller's to see. */
export async function seenGroup(tx: Tx, caller: Caller, id: string): Promise<Claimed> {
  const [record, group] = [await findRecord(tx, id), await findGroup(tx, id)]
  if (record === undefined || group === undefined || record.deletedAt !== null) throw new Fault(common.not_found)
  requirePermission(caller, READ_ERRORS, scopeOfRecord(record))
  return { record, group }
}

/** Held until the transaction ends. Throws `common.not_found`, or `common.version_mismatch` when it is not at this version. */
export async function claimGroup(
  tx: Tx,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
): Promise<Claimed> {
  const [record, group] = [await lockRecord(tx, id), await findGroup(tx, id)]
  if (record === undefined || group === undefined || record.deletedAt !== null) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_ERRORS, scopeOfRecord(record))
  if (version !== undefined && version !== record.version) throw new Fault(common.version_mismatch)
  return { record, group }
}
