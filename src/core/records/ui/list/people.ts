/** The people who can be given work, for filters and commands. */
import type { identityContract } from '#core/identity/contract/contract.ts'
import { useClient, useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'

/** As many as one answer holds; an installation has up to 50. */
const PEOPLE_MAX = 200

export interface Choosable {
  readonly id: string
  readonly name: string
}

/** By name, oneself first. */
export function useAssignable(): readonly Choosable[] {
  const { personId, permissions } = useSession()
  const identity = useClient<typeof identityContract>('identity')
  const enabled = permissions.has('identity.people.read')
  const { data } = useRead(identity, 'listPeople', { query: { state: 'active', limit: PEOPLE_MAX } }, { enabled })
  const people = data?.items ?? []
  return [...people.filter(({ id }) => id === personId), ...people.filter(({ id }) => id !== personId)]
}
