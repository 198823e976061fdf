/** The map leaves the house with names in it, so the log says who took it. */
import { findOrganisation, organisationScope } from '#core/identity/public.ts'
import { coverageExported } from '#events/coverage.ts'
import { invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Needs } from '../needs.ts'

export async function tellExport({ work, clock, log }: Needs, caller: Caller, filteredBy: readonly string[]): Promise<void> {
  await work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'exports are taken by people, who come after set-up')
    const record = { kind: 'organisation', id: organisation.id } as const
    const about = { actor: caller.ref, record, scope: organisationScope, at: clock.now() }
    await log.publish(tx, { event: coverageExported, ...about, particulars: { filteredBy: [...filteredBy] } })
  })
}
