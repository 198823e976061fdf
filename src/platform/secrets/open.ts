/**
 * Secrets from keys given by the environment, or from the key file in the data folder.
 *
 * With several keys the newest seals and each opens what it sealed. The oldest signs: look-up hashes and signed links must
 * give the same result after a rotation, so the signing key moves only when the oldest key is taken out.
 */
import { createHmac } from 'node:crypto'
import path from 'node:path'
import { Fault } from '#kit/fault.ts'
import type { Config } from '../config/config.ts'
import { secretsCodes } from './codes.ts'
import { keyFileStamp, readOrMakeKeyFile } from './keyfile.ts'
import { KeyRing } from './ring.ts'
import type { Secrets } from './secrets.ts'

/** Either keys of 32 bytes, oldest first, or the path of a key file that is made when absent. */
export type KeySource = { readonly masterKeys: readonly Uint8Array[] } | { readonly keyFile: string }

/** Where the settings say that the keys are. */
export function keySourceOf({ masterKeys, dataFolder }: Pick<Config, 'masterKeys' | 'dataFolder'>): KeySource {
  return masterKeys ? { masterKeys } : { keyFile: path.join(dataFolder, 'master.key') }
}

/** Throws a StartFault with one clear sentence when there is no usable key. */
export function openSecrets(source: KeySource): Secrets {
  if ('masterKeys' in source) return secretsUnder(source.masterKeys)
  const { keyFile } = source
  let ring = new KeyRing(readOrMakeKeyFile(keyFile))
  let stamp = keyFileStamp(keyFile)
  // `pitcrew keys rotate` adds a key while servers run; each takes it up before it seals or misses one.
  const current = (): KeyRing => {
    const now = keyFileStamp(keyFile)
    if (now !== stamp) ring = new KeyRing(readOrMakeKeyFile(keyFile))
    stamp = now
    return ring
  }
  return secretsOf(() => ring, current)
}

/** `keys`: 32 bytes each, oldest first, at least one. */
export function secretsUnder(keys: readonly Uint8Array[]): Secrets {
  const ring = new KeyRing(keys)
  return secretsOf(
    () => ring,
    () => ring,
  )
}

/** `known` is what was read last, `current` looks whether there is something newer. */
function secretsOf(known: () => KeyRing, current: () => KeyRing): Secrets {
  return {
    seal: (plain, context) => current().seal(plain, context),
    open: (sealed, context) => {
      try {
        return known().open(sealed, context)
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== secretsCodes.key_missing || known() === current()) throw error
        return known().open(sealed, context)
      }
    },
    sign: (purpose, message) => new Uint8Array(createHmac('sha256', known().signingKey(purpose)).update(message).digest()),
  }
}
