/** Names of those who changed plans, and of those whom plans name. */
import { peopleByIds } from '#core/identity/public.ts'
import type { ActorRef } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { VersionHead } from '../store/versions.ts'

/** Who made each version, by name. */
export async function namesOf(tx: Tx, heads: readonly VersionHead[]): Promise<(actor: ActorRef) => string> {
  const people = await peopleByIds(
    tx,
    heads.filter(({ actor }) => actor.kind === 'person').map(({ actor }) => actor.id),
  )
  return ({ kind, id }) => {
    if (kind === 'person') return people.get(id)?.name ?? '(erased)'
    return kind === 'api_key' ? 'An API key' : `Pitcrew (${id})`
  }
}
