/** Adding many applications by their addresses, all or none; set-up and the route for it share this. */
import { Fault } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import { catalogCodes } from '../contract/codes.ts'
import { parseAddresses, sameAddressKey, type LineNote, type ParsedAddress } from '../domain/addresses.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { clientScope } from '../domain/scope.ts'
import { applicationsAt } from '../store/applications.ts'
import { lockClient } from '../store/clients.ts'
import { expectActive, found, writing, type Act, type Writing } from './act.ts'
import { addApplication, type AddedApplication } from './add-application.ts'

export interface AddedApplications {
  /** In the order of the addresses. */
  readonly applications: readonly AddedApplication[]
  /** What was merged, or there already. */
  readonly notes: readonly LineNote[]
}

const ADDRESSES_FIELD = 'body.addresses'

export function createApplications(
  act: Act,
  body: { readonly clientId: string | null; readonly addresses: string },
): Promise<AddedApplications> {
  const { clientId } = body
  requirePermission(act.caller, WRITE_APPLICATIONS, clientScope(clientId))
  const { addresses, notes } = readAddresses(body.addresses, ADDRESSES_FIELD)
  if (addresses.length === 0) {
    const message = 'must name at least one address, such as https://shop.example.com'
    throw new Fault(catalogCodes.bad_addresses, { fields: [{ field: ADDRESSES_FIELD, message }] })
  }
  return writing(act, async (to) => {
    if (clientId !== null) {
      const client = found(await lockClient(to.tx, clientId))
      expectActive(client, client.name)
    }
    const added = await addApplications(to, { clientId, addresses, ownerId: null })
    return { applications: added.applications, notes: byLine([...notes, ...added.notes]) }
  })
}

/** The text as addresses; none is fine. Throws `catalog.bad_addresses` with a fault for each line that cannot be read. */
export function readAddresses(text: string, field: string): { addresses: readonly ParsedAddress[]; notes: readonly LineNote[] } {
  const { addresses, notes, faults } = parseAddresses(text)
  if (faults.length > 0) {
    const fields = faults.map((fault) => ({ field, message: `Line ${fault.line}: ${fault.message}` }))
    throw new Fault(catalogCodes.bad_addresses, { fields })
  }
  return { addresses, notes }
}

/** Those whose address is there already are left out and said. */
export async function addApplications(
  to: Writing,
  draft: { readonly clientId: string | null; readonly addresses: readonly ParsedAddress[]; readonly ownerId: string | null },
): Promise<AddedApplications> {
  const there = await applicationsAt(
    to.tx,
    draft.clientId,
    draft.addresses.map(({ url }) => sameAddressKey(url)),
  )
  const nameByKey = new Map(there.map(({ urlKey, name }) => [urlKey, name]))
  const applications: AddedApplication[] = []
  const notes: LineNote[] = []
  for (const { line, name, url } of draft.addresses) {
    const known = nameByKey.get(sameAddressKey(url))
    if (known !== undefined) notes.push({ line, message: `${url} is there already, as “${known}”; it was left as it is.` })
    else {
      const { clientId, ownerId } = draft
      applications.push(await addApplication(to, { clientId, name, description: '', kind: 'watched', url, ownerId }))
    }
  }
  return { applications, notes }
}

function byLine(notes: readonly LineNote[]): readonly LineNote[] {
  return notes.toSorted((a, b) => a.line - b.line)
}
