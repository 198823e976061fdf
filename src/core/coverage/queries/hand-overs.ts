/** Everything that a person holds, as far as the caller may see it. */
import { seenPerson, signedIn } from '#core/identity/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { HandOver } from '#platform/module.ts'
import type { coverageContract } from '../contract/contract.ts'
import { HELD_MAX } from '../domain/bounds.ts'
import type { Needs } from '../needs.ts'

type Answer = ReplyOf<(typeof coverageContract)['readHandOvers']>

/** Throws `common.not_found` for a person whom the caller may not see. */
export function readHandOvers(
  { work }: Needs,
  who: Caller,
  { personId, handOvers }: { readonly personId: string; readonly handOvers: readonly HandOver[] },
): Promise<Answer> {
  const caller = signedIn(who)
  return work.read(async (tx) => {
    const person = await seenPerson(tx, caller, personId)
    const kinds: Answer['kinds'] = []
    for (const { key, title, permission, heldBy, giving } of handOvers) {
      if (!caller.holds(permission)) continue
      const held = await heldBy(tx, { personId, caller, limit: HELD_MAX + 1 })
      if (held.length === 0) continue
      const items = held.slice(0, HELD_MAX).map((one) => ({ ...one }))
      kinds.push({ key, title, canGive: giving !== undefined, items, more: held.length > HELD_MAX })
    }
    return { person, count: kinds.reduce((sum, { items }) => sum + items.length, 0), kinds }
  })
}
