/** The keys under which the event log keeps personal particulars: one a person, sealed under the installation's master key. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '#platform/clock.ts'
import type { PersonKeys } from '#platform/log/personkeys.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'
import type { Tx } from '#platform/work.ts'
import { findSealedKey, insertSealedKey } from '../store/person-keys.ts'

/** AES-256. */
const KEY_BYTES = 32

/** What the event log asks for. Two at once who make a key for the same person end up with the same one. */
export function openPersonKeys({ secrets, clock }: { secrets: Secrets; clock: Clock }): PersonKeys {
  const keyFor = async (tx: Tx, personId: string): Promise<Uint8Array | undefined> => {
    const sealed = await findSealedKey(tx, personId)
    return sealed ? secrets.open(sealed, contextOf(personId)) : undefined
  }
  const ensure = async (tx: Tx, personId: string): Promise<Uint8Array | undefined> => {
    const sealed = await findSealedKey(tx, personId)
    if (sealed) return secrets.open(sealed, contextOf(personId))
    if (sealed === null) return undefined
    const sealedKey = secrets.seal(randomBytes(KEY_BYTES), contextOf(personId))
    await insertSealedKey(tx, { personId, sealedKey, at: clock.now() })
    return keyFor(tx, personId)
  }
  return { keyFor, ensure }
}

function contextOf(personId: string): string {
  return `person_key:${personId}`
}
