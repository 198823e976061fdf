/** Names of those who changed plans, and of those whom plans name. */
import { peopleByIds } from '#core/identity/public.ts'
import type { ActorRef } from '#kit/event.ts'
import { toUuid } from '#kit/ids.ts'
import type { Tx } from '#platform/work.ts'
import type { PlanAnswer } from '../contract/contract.ts'
import type { LeafValue } from '../domain/shape.ts'
import { peopleIn } from '../domain/source.ts'
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

/** Everybody whom the values name. */
export async function peopleOf(tx: Tx, leaves: ReadonlyMap<string, LeafValue>): Promise<PlanAnswer['people']> {
  const ids = peopleIn(leaves).flatMap((id) => toUuid('person', id) ?? [])
  return [...(await peopleByIds(tx, ids)).values()].map(({ id, name }) => ({ id, name }))
}
