/** What people do about mail is told on the timeline of the organisation. */
import { findOrganisation, organisationScope } from '#core/identity/public.ts'
import type { EventKind } from '#kit/event.ts'
import { invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import type { z } from 'zod'
import type { Needs } from '../needs.ts'

/** In the caller's transaction. */
export async function tell<P extends z.ZodType>(
  { log, clock }: Needs,
  tx: Tx,
  { caller, event, particulars }: { readonly caller: Caller; readonly event: EventKind<P>; readonly particulars: z.input<P> },
): Promise<void> {
  const organisation = await findOrganisation(tx)
  invariant(organisation, 'mail is looked after by people, who come after set-up')
  const record = { kind: 'organisation', id: organisation.id } as const
  await log.publish(tx, { event, actor: caller.ref, record, scope: organisationScope, at: clock.now(), particulars })
}
