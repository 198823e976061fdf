/**
 * Secrets from a key given by the environment, or from the key file in the data folder.
 *
 * With several keys the newest seals and each opens what it sealed. The oldest signs: look-up hashes and signed links must
 * give the same result after a rotation, so the signing key moves only when the oldest key is taken out.
 */
import { createHmac } from 'node:crypto'
import { invariant } from '#kit/fault.ts'
import { derive, masterKey, openUnder, sealUnder } from './envelope.ts'
import { readOrMakeKeyFile } from './keyfile.ts'
import type { Secrets } from './secrets.ts'

/** Either 32 bytes, or the path of a key file that is made when absent. */
export type KeySource = { readonly masterKey: Uint8Array } | { readonly keyFile: string }

/** Throws a StartFault with one clear sentence when there is no usable key. */
export function openSecrets(source: KeySource): Secrets {
  return secretsUnder('masterKey' in source ? [source.masterKey] : readOrMakeKeyFile(source.keyFile))
}

/** `keys`: 32 bytes each, oldest first, at least one. */
export function secretsUnder(keys: readonly Uint8Array[]): Secrets {
  const ring = keys.map(masterKey)
  const byId = new Map(ring.map((key) => [key.id, key]))
  const newest = ring.at(-1)
  const oldest = ring[0]
  invariant(newest && oldest, 'there is a master key')
  const signingKeys = new Map<string, Uint8Array>()
  const signingKey = (purpose: string): Uint8Array => {
    const known = signingKeys.get(purpose)
    if (known) return known
    const made = derive(oldest.signing, `sign ${purpose}`, 32)
    signingKeys.set(purpose, made)
    return made
  }
  return {
    seal: (plain, context) => sealUnder(newest, plain, context),
    open: (sealed, context) => openUnder(byId, sealed, context),
    sign: (purpose, message) => new Uint8Array(createHmac('sha256', signingKey(purpose)).update(message).digest()),
  }
}
