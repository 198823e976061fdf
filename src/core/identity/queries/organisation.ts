/** The support organisation. */
import { invariant } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisation.ts'

/** For those who are signed in, so after set-up. */
export async function readOrganisation(platform: Needs): Promise<OrganisationRow> {
  const organisation = await platform.work.read(findOrganisation)
  invariant(organisation, 'who is signed in belongs to the organisation')
  return organisation
}
