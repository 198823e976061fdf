/** Gives what a person holds to somebody else, and takes it back. Each thing for itself: one that is refused keeps no other. */
import { seenPerson, signedIn, type PersonCaller } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { HandOver } from '#platform/module.ts'
import type { coverageContract } from '../contract/contract.ts'
import type { Needs } from '../needs.ts'

type Giving = HandledOf<(typeof coverageContract)['handOver']>
type Given = ReplyOf<(typeof coverageContract)['handOver']>['results'][number]
type Returning = HandledOf<(typeof coverageContract)['takeBack']>
type Returned = ReplyOf<(typeof coverageContract)['takeBack']>['results'][number]
type Refused = Extract<Given, { readonly outcome: 'refused' }>

/** Who acts, on which platform, on which kinds. */
export interface Act {
  readonly platform: Needs
  readonly caller: Caller
  readonly handOvers: readonly HandOver[]
}

/** One after the other: several may lie in one plan or belong to one decision. */
export async function handOver(act: Act, { params, body }: Giving): Promise<Given[]> {
  const caller = await admitted(act, params.id, body)
  const results: Given[] = []
  for (const { kind, id } of body.items) {
    const give = async (): Promise<Given> => {
      const before = await givingOf(act, kind).give({ caller, id, fromId: params.id, toId: body.toId })
      return { outcome: 'given', kind, id, before }
    }
    results.push(await give().catch((error: unknown) => refusal(error, { kind, id })))
  }
  return results
}

/** The last one first, as they were given. */
export async function takeBack(act: Act, { params, body }: Returning): Promise<Returned[]> {
  const caller = await admitted(act, params.id, body)
  const results: Returned[] = []
  for (const { kind, id, before } of body.items.toReversed()) {
    const give = async (): Promise<Returned> => {
      await givingOf(act, kind).takeBack({ caller, id, before, fromId: params.id, toId: body.toId })
      return { outcome: 'returned', kind, id }
    }
    results.push(await give().catch((error: unknown) => refusal(error, { kind, id })))
  }
  return results.toReversed()
}

/** Both people must be within sight, and a fresh proof there where it is needed, before anything is changed. */
async function admitted(
  { platform, caller: who, handOvers }: Act,
  fromId: string,
  { toId, items }: { readonly toId: string; readonly items: readonly { readonly kind: string }[] },
): Promise<PersonCaller> {
  const caller = signedIn(who)
  await platform.work.read(async (tx) => {
    await seenPerson(tx, caller, fromId)
    await seenPerson(tx, caller, toId)
  })
  if (fromId === toId) throw new Fault(common.invalid_request, { fields: [{ field: 'body.toId', message: 'is the same person' }] })
  const proven = new Set(handOvers.filter(({ giving }) => giving?.needsProof).map(({ key }) => key))
  if (items.some(({ kind }) => proven.has(kind))) caller.requireFresh(platform.clock.now())
  return caller
}

function givingOf({ handOvers, caller }: Act, kind: string): NonNullable<HandOver['giving']> {
  const found = handOvers.find(({ key, permission }) => key === kind && caller.holds(permission))
  if (found?.giving === undefined) throw new Fault(common.not_found)
  return found.giving
}

/** What is no refusal (a store that is away) ends the request. */
function refusal(error: unknown, of: Pick<Refused, 'kind' | 'id'>): Refused {
  if (!(error instanceof Fault) || error.code.status >= 500) throw error
  return { outcome: 'refused', ...of, code: error.code.code, message: error.publicMessage }
}
