/** Whether a list of owners can be taken. */
import { common, Fault } from '#kit/fault.ts'
import { activePeople, peopleWhoMay } from '#core/identity/public.ts'
import type { Scope } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { READ_APPLICATIONS } from '../domain/permissions.ts'
import { decideOwners, type Ownership } from '../domain/coverage.ts'

const words = {
  person_twice: 'names this person a second time; each person has one part',
  two_owners: 'is a second owner; one person answers for it, the others are deputies',
} as const

/** Throws `common.invalid_request` naming the entry: nobody twice, one owner, only people who work here now and may see it. */
export async function expectOwners(tx: Tx, owners: readonly Ownership[], scope: Scope): Promise<void> {
  const decision = decideOwners(owners)
  if (!decision.ok) refuse(`body.owners.${decision.index}`, words[decision.reason])
  const named = owners.map(({ personId }, index) => ({ id: personId, field: `body.owners.${index}.personId` }))
  await expectReaders(tx, named, scope)
}

/** Throws `common.invalid_request` naming the field of the first who does not work here now, or may not see the application. */
export async function expectReaders(
  tx: Tx,
  named: readonly { readonly id: string; readonly field: string }[],
  scope: Scope,
): Promise<void> {
  const ids = named.map(({ id }) => id)
  const active = await activePeople(tx, ids)
  const gone = named.find(({ id }) => !active.has(id))
  if (gone) refuse(gone.field, 'is nobody who is active here')
  const readers = new Set((await peopleWhoMay(tx, { permissions: [READ_APPLICATIONS], scope, ids, limit: ids.length })).map(({ id }) => id))
  const blind = named.find(({ id }) => !readers.has(id))
  if (blind) refuse(blind.field, 'is somebody whose roles do not let them see this application')
}

function refuse(field: string, message: string): never {
  throw new Fault(common.invalid_request, { fields: [{ field, message }] })
}
