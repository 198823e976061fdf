/** Whether Pitcrew still waits to be set up. */
import { findOrganisation, type IdentityNeeds } from '#core/identity/public.ts'

/** Open until there is an organisation. */
export async function isOpen({ work }: IdentityNeeds): Promise<boolean> {
  return (await work.read(findOrganisation)) === undefined
}
