/** The link for the first visit. */
import { findOrganisation, hashToken, newToken, type IdentityNeeds } from '#core/identity/public.ts'
import { setupPath } from '../contract/contract.ts'
import { putToken } from '../store/token.ts'

/** Called at each start: a new link while set-up is open, which makes earlier ones worthless; null once it is done. */
export async function offerSetup({ work, clock, config }: IdentityNeeds): Promise<string | null> {
  const token = newToken()
  const offered = await work.run(async (tx) => {
    if (await findOrganisation(tx)) return false
    await putToken(tx, { tokenHash: hashToken(token), at: clock.now() })
    return true
  })
  return offered ? `${config.publicUrl}${setupPath(token)}` : null
}
