/** People in the texts of plans, as people write them. */
import { addressesOf } from '#core/identity/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { Tx } from '#platform/work.ts'
import type { LeafValue } from '../domain/shape.ts'
import { peopleIn, renamePeople } from '../domain/source.ts'

/** The text with people by their addresses. */
export async function byAddress(tx: Tx, source: string, leaves: ReadonlyMap<string, LeafValue>): Promise<string> {
  const ids = peopleIn(leaves).flatMap((id) => toUuid('person', id) ?? [])
  const addresses = await addressesOf(tx, ids)
  return addresses.size === 0 ? source : renamePeople(source, new Map([...addresses].map(([id, address]) => [toId('person', id), address])))
}
