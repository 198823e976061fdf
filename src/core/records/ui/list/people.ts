/** The people who can be given work, for filters and commands. */
import type { identityContract } from '#core/identity/contract/contract.ts'
import type { recordsContract } from '../../contract/contract.ts'
import type { Thing } from '#kit/ids.ts'
import { useClient, useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'

/** As many as one answer holds; an installation has up to 50. */
const PEOPLE_MAX = 200

export interface Choosable {
  readonly id: string
  readonly name: string
}

/** Those who may see records of the kind at a client or application (prefixed id; null: the organisation itself), oneself first. */
export function useReaders(kind: Thing, place: string | null): readonly Choosable[] {
  const { personId } = useSession()
  const records = useClient<typeof recordsContract>('records')
  const { data } = useRead(records, 'listReaders', { query: { kind, ...(place === null ? {} : { place }) } }, { keep: true })
  return selfFirst(data?.items ?? [], personId)
}

/** Everybody who works here by name, oneself first: for filters, where those who left their work count too. */
export function useAssignable(): readonly Choosable[] {
  const { personId, permissions } = useSession()
  const identity = useClient<typeof identityContract>('identity')
  const enabled = permissions.has('identity.people.read')
  const { data } = useRead(identity, 'listPeople', { query: { state: 'active', limit: PEOPLE_MAX } }, { enabled })
  return selfFirst(data?.items ?? [], personId)
}

function selfFirst(people: readonly Choosable[], personId: string): readonly Choosable[] {
  return [...people.filter(({ id }) => id === personId), ...people.filter(({ id }) => id !== personId)]
}
