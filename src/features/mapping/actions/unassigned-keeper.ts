/** Writes what was noted of what no rule assigned, every few seconds. */
import type { Platform } from '#platform/platform.ts'
import type { Owner } from '../domain/owner.ts'
import type { UnassignedTally } from '../domain/unassigned.ts'
import { addUnassigned, dropUnassignedBeyond } from '../store/unassigned.ts'

/**
 * Hands on what was noted since the last time. What cannot be written is lost: it comes again with the next request of its sender, and
 * counts of what is not kept are no promise.
 */
export async function keepUnassigned({ work }: Pick<Platform, 'work'>, tally: UnassignedTally): Promise<void> {
  const sets = tally.drain()
  if (sets.length === 0) return
  const owners = new Map<string, Owner>(sets.map(({ owner }) => [`${owner.kind} ${owner.id}`, owner]))
  await work.run(async (tx) => {
    await addUnassigned(tx, sets)
    for (const owner of owners.values()) await dropUnassignedBeyond(tx, owner)
  })
}
