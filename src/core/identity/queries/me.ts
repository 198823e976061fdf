/** Who is signed in, as the browser needs it. */
import { invariant } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { holds, type Rights } from '../domain/permit.ts'
import { namedPermissions } from '../domain/roles.ts'
import { listGrants } from '../store/grants.ts'
import { findOrganisation } from '../store/organisation.ts'
import { findPerson } from '../store/people.ts'

/** The person with roles and the permissions that these, cut down to an API key's `scopes`, hold anywhere. */
export async function readMe(platform: Needs, { personId, scopes }: { personId: string; scopes: Rights['scopes'] }) {
  return platform.work.read(async (tx) => {
    const person = await findPerson(tx, personId)
    const organisation = await findOrganisation(tx)
    invariant(person && organisation, 'who is signed in exists, and so does the organisation')
    const grants = await listGrants(tx, personId)
    const { id, name, email, locale, zone, theme, density, version } = person
    const permissions = namedPermissions.filter((permission) => holds({ grants, scopes }, permission))
    return { id, name, email, locale, zone, theme, density, version, grants, permissions, organisation }
  })
}
