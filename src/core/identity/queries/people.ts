/** People as lists and pages show them. */
import { common, Fault, invariant } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { reachOf, requireHeld, type PersonCaller } from '../access/caller.ts'
import { locksOf } from '../access/locks.ts'
import type { PersonState } from '../domain/changes.ts'
import type { Role } from '../domain/roles.ts'
import { listPeople as list, type PeopleFilter, type PersonListRow } from '../store/people-list.ts'

const ORDER = 'name'

export interface PeopleQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly state?: PersonState | undefined
  readonly role?: Role | undefined
}

/** By name; only people whose roles the caller can reach. */
export async function listPeople(platform: Needs, caller: PersonCaller, query: PeopleQuery) {
  const after = decodeCursor(query.cursor, ORDER, 2)
  const filter: PeopleFilter = {
    ...seenBy(caller),
    id: null,
    q: query.q ?? null,
    state: query.state ?? null,
    role: query.role ?? null,
    after: after && { sortName: String(after[0]), id: String(after[1]) },
    limit: query.limit + 1,
  }
  const rows = await platform.work.read((tx) => list(tx, filter))
  const { items, nextCursor } = pageFrom(rows, query.limit, ORDER, (row) => [row.sortName, row.id])
  return { items: await shown(platform, items), nextCursor }
}

/** Throws `common.not_found` for a person outside the caller's reach as for one who does not exist. */
export async function readPerson(platform: Needs, caller: PersonCaller, id: string) {
  const filter: PeopleFilter = { ...seenBy(caller), id, q: null, state: null, role: null, after: null, limit: 1 }
  const [person] = await platform.work.read((tx) => list(tx, filter))
  if (!person) throw new Fault(common.not_found)
  const [shownPerson] = await shown(platform, [person])
  invariant(shownPerson, 'who was found is shown')
  return shownPerson
}

/** Name and state of a person whom the caller may see. Throws as `readPerson` does. */
export async function seenPerson(tx: Tx, caller: PersonCaller, id: string): Promise<Pick<PersonListRow, 'id' | 'name' | 'state'>> {
  const filter: PeopleFilter = { ...seenBy(caller), id, q: null, state: null, role: null, after: null, limit: 1 }
  const [person] = await list(tx, filter)
  if (!person) throw new Fault(common.not_found)
  return { id: person.id, name: person.name, state: person.state }
}

async function shown(platform: Needs, rows: readonly PersonListRow[]) {
  const locks = await locksOf(
    platform,
    rows.map((row) => row.email),
  )
  return rows.map(({ passkeys, totp, provider, ...row }) => ({
    ...row,
    grants: [...row.grants],
    factors: { passkeys, totp, provider },
    lockedUntil: locks.get(row.email) ?? null,
  }))
}

function seenBy(caller: PersonCaller): Pick<PeopleFilter, 'reach' | 'selfId'> {
  requireHeld(caller, 'identity.people.read')
  return { reach: reachOf(caller, 'identity.people.read'), selfId: caller.personId }
}
