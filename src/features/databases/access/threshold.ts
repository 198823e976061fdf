/** From when on a statement is slow: what the support plan of the application says of query times. */
import type { Scope } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { thresholdsOf, type SupportPlans } from '#core/plan/public.ts'

/** What the standard plan says; counts where a plan has switched its own off. */
const STANDARD_MS = 500

export async function slowMsOf(plans: SupportPlans, { clientId, applicationId }: Scope, tx: Tx): Promise<number> {
  const { plan } = await plans.effective({ clientId, applicationId }, { tx })
  const limit = thresholdsOf(plan).find(({ key }) => key === 'query_time')?.limit
  return limit && 'ms' in limit ? limit.ms : STANDARD_MS
}
