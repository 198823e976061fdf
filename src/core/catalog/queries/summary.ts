/**
 * How many applications nobody looks after: for the first screen. What only one person knows is a finding for the coverage lists,
 * not for today.
 */
import { reachOf } from '#core/identity/public.ts'
import type { Instant } from '#kit/time.ts'
import { READ_APPLICATIONS } from '../domain/permissions.ts'
import { countOwnerless } from '../store/ownership.ts'
import type { Ask } from './ask.ts'

export interface CoverageSummary {
  /** Applications for which nobody is responsible. */
  readonly ownerless: { readonly count: number; readonly first: string; readonly since: Instant } | null
}

/** Of what the caller reaches; null when there is nothing to say. `first` is a name to show, `since` the eldest one's beginning. */
export async function coverageSummary({ platform, caller }: Ask): Promise<CoverageSummary> {
  const reach = reachOf(caller, READ_APPLICATIONS)
  return platform.work.read(async (tx) => ({ ownerless: await countOwnerless(tx, reach) }))
}
