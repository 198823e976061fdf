/** What other features may ask databases. Ids are UUIDs. */
import type { Tx } from '#platform/work.ts'
import { isTold } from './domain/findings.ts'
import { listFindingsIn, type PlacedFinding } from './store/findings.ts'
import { listWatched } from './store/watched.ts'

export { FINDING_KINDS } from './domain/findings.ts'
export type { PlacedFinding } from './store/findings.ts'

/** What there is to do at the databases of these environments, as of their last readings. */
export async function findingsIn(tx: Tx, environmentIds: readonly string[]): Promise<readonly PlacedFinding[]> {
  return (await listFindingsIn(tx, environmentIds)).filter((one) => isTold(one, one))
}

/** More watched databases of one application than may be added. */
const NAMED_MAX = 100

/** Watched databases of these environments, by name. */
export async function databasesIn(
  tx: Tx,
  environmentIds: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (environmentIds.length === 0) return []
  return (await listWatched(tx, { environmentIds, limit: NAMED_MAX })).map(({ id, name }) => ({ id, name }))
}
