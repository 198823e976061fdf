/** Whether a list of owners can be taken. */
import { common, Fault } from '#kit/fault.ts'
import { activePeople } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import { decideOwners, type Ownership } from '../domain/coverage.ts'

const words = {
  person_twice: 'names this person a second time; each person has one part',
  two_owners: 'is a second owner; one person answers for it, the others are deputies',
} as const

/** Throws `common.invalid_request` naming the entry: nobody twice, one owner, and only people who work here now. */
export async function expectOwners(tx: Tx, owners: readonly Ownership[]): Promise<void> {
  const decision = decideOwners(owners)
  if (!decision.ok) refuse(`body.owners.${decision.index}`, words[decision.reason])
  const active = await activePeople(
    tx,
    owners.map(({ personId }) => personId),
  )
  const gone = owners.findIndex(({ personId }) => !active.has(personId))
  if (gone >= 0) refuse(`body.owners.${gone}.personId`, 'is nobody who is active here')
}

function refuse(field: string, message: string): never {
  throw new Fault(common.invalid_request, { fields: [{ field, message }] })
}
