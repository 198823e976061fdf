/** What one's own account is protected with. */
import { invariant } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { requireSession, type PersonCaller } from '../access/caller.ts'
import { hasIdentity } from '../store/external-identities.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { findPerson } from '../store/people.ts'
import { findFactors } from '../store/second-factors.ts'

export async function readSecurity(platform: Needs, caller: PersonCaller) {
  requireSession(caller)
  const { personId } = caller
  return platform.work.read(async (tx) => {
    const person = await findPerson(tx, personId)
    invariant(person, 'who has a session exists')
    const factors = await findFactors(tx, personId)
    const { recoveryCodes: left, recoveryCodesMadeAt: madeAt, totpSince } = factors
    return {
      hasPassword: person.passwordHash !== null,
      hasProvider: await hasIdentity(tx, personId, null),
      passkeys: await listPasskeys(tx, personId),
      totpSince,
      recoveryCodes: madeAt === null ? null : { left, madeAt },
    }
  })
}
