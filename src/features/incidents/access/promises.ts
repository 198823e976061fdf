/** The plan that counts for an incident. */
import { planOf } from '#core/plan/public.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Promises } from '../domain/deadlines.ts'

/** The plan of a place, and what it calls local. */
export async function promisesFor(
  platform: Pick<Platform, 'work'>,
  tx: Tx,
  { clientId, applicationId }: { readonly clientId: string | null; readonly applicationId: string | null },
): Promise<Promises> {
  const { plan, zone } = await planOf(platform).effective({ clientId, applicationId }, { tx })
  return { plan, zone }
}
