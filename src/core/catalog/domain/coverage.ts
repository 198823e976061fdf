/**
 * Who looks after what. A component for which nobody is named is looked after by the people of its application; as soon as
 * somebody is named for it, only they count, since naming people says who really knows it.
 */
import type { OwnershipPart } from './words.ts'

/** One person named for one thing. */
export interface Ownership {
  /** UUID */
  readonly personId: string
  readonly part: OwnershipPart
}

/** `one_person`: an owner, but nobody else knows it. `no_owner`: nobody is responsible, whoever knows it. */
export const COVERAGES = ['covered', 'one_person', 'no_owner'] as const
export type Coverage = (typeof COVERAGES)[number]

export interface Covered<O extends Ownership> {
  readonly owners: readonly O[]
  readonly inherited: boolean
  readonly coverage: Coverage
}

/** `inherited` are the people of the application; leave it out for the application itself. */
export function coverageOf<O extends Ownership>(own: readonly O[], inherited: readonly O[] = []): Covered<O> {
  const isInherited = own.length === 0 && inherited.length > 0
  const owners = (isInherited ? inherited : own).toSorted((a, b) => rank(a) - rank(b))
  return { owners, inherited: isInherited, coverage: judge(owners) }
}

function judge(owners: readonly Ownership[]): Coverage {
  if (!owners.some(({ part }) => part === 'owner')) return 'no_owner'
  return owners.length === 1 ? 'one_person' : 'covered'
}

function rank({ part }: Ownership): number {
  return part === 'owner' ? 0 : 1
}

export type OwnersDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'person_twice' | 'two_owners'; readonly index: number }

/** Each person once, and at most one owner: two are none when it matters. `index` is the first entry that is too many. */
export function decideOwners(owners: readonly Ownership[]): OwnersDecision {
  const twice = owners.findIndex(({ personId }, index) => owners.findIndex((other) => other.personId === personId) < index)
  if (twice >= 0) return { ok: false, reason: 'person_twice', index: twice }
  const first = owners.findIndex(({ part }) => part === 'owner')
  const second = owners.findIndex(({ part }, index) => part === 'owner' && index > first)
  return first >= 0 && second >= 0 ? { ok: false, reason: 'two_owners', index: second } : { ok: true }
}

/**
 * The list once somebody has handed their part to another. Who takes the owner's part is no deputy any more; who has a part already
 * and takes a deputy's keeps theirs. Undefined when the first holds no part.
 */
export function handedOver(owners: readonly Ownership[], fromId: string, toId: string): readonly Ownership[] | undefined {
  const held = owners.find(({ personId }) => personId === fromId)
  if (held === undefined) return undefined
  const had = owners.find(({ personId }) => personId === toId)
  const part = held.part === 'owner' || had?.part === 'owner' ? 'owner' : 'deputy'
  const others = owners.filter(({ personId }) => personId !== fromId && personId !== toId)
  return [...others, { personId: toId, part }]
}
