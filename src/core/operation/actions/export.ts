/** Exports leave the house, so the log says who took what. */
import { findOrganisation, organisationScope } from '#core/identity/public.ts'
import { auditExported } from '#events/operation.ts'
import { invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Needs } from '../needs.ts'

export interface Taken {
  readonly what: 'events' | 'checkpoints'
  readonly format: 'jsonl' | 'csv'
  /** Names of the filters that were set. */
  readonly filteredBy: readonly string[]
}

export async function tellExport(platform: Needs, caller: Caller, { what, format, filteredBy }: Taken): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'exports are taken by people, who come after set-up')
    await platform.log.publish(tx, {
      event: auditExported,
      actor: caller.ref,
      record: { kind: 'organisation', id: organisation.id },
      scope: organisationScope,
      at,
      particulars: { what, format, filteredBy: [...filteredBy] },
    })
  })
}
