/** Choosing how much room telemetry may take. It counts with the next look, at most five minutes later. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { storageLimitChanged } from '#events/storage.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { WRITE_STORAGE } from '../contract/contract.ts'
import { updateLimit } from '../store/limit.ts'

export interface LimitChange {
  readonly version: number | null
  readonly bytesMax: number | null
}

export async function changeLimit(
  { work, log, clock }: Pick<Platform, 'work' | 'log' | 'clock'>,
  caller: Caller,
  { version, bytesMax }: LimitChange,
): Promise<void> {
  requirePermission(caller, WRITE_STORAGE, organisationScope)
  await work.run(async (tx) => {
    if (version === null || !(await updateLimit(tx, version, bytesMax))) throw new Fault(common.version_mismatch)
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'limits are changed by people, who come after set-up')
    const about = { actor: caller.ref, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    await log.publish(tx, { event: storageLimitChanged, ...about, at: clock.now(), particulars: { bytesMax } })
  })
}
