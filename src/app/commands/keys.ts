/** `pitcrew keys rotate`: a new master key, and everything sealed under it. Killed at any point it is finished by running it again. */
import process from 'node:process'
import { addKey, readOrMakeKeyFile } from '#platform/secrets/keyfile.ts'
import { keySourceOf } from '#platform/secrets/open.ts'
import { countOlder, rewrapAll } from '#platform/secrets/rewrap.ts'
import { KeyRing } from '#platform/secrets/ring.ts'
import { StartFault } from '#platform/start-fault.ts'
import { withCore } from './with-core.ts'

export async function rotate(): Promise<void> {
  await withCore(async ({ platform: { config }, pg }) => {
    const source = keySourceOf(config)
    const ring = 'keyFile' in source ? await nextKey(source.keyFile, (known) => countOlder(pg, known)) : givenKeys(source.masterKeys)
    const count = await rewrapAll(pg, ring)
    process.stdout.write(`${count} sealed values are under the new master key. The old one stays for signatures and for earlier backups.\n`)
  })
}

/** A rotation that was killed left values under the old key: it is finished before another key is made. */
async function nextKey(keyFile: string, olderUnder: (ring: KeyRing) => Promise<number>): Promise<KeyRing> {
  const known = new KeyRing(readOrMakeKeyFile(keyFile))
  if ((await olderUnder(known)) > 0) {
    process.stderr.write('Finishing the rotation that was broken off.\n')
    return known
  }
  addKey(keyFile)
  process.stderr.write(`${keyFile} has a new key. Keep a copy of the file apart from the backups.\n`)
  return new KeyRing(readOrMakeKeyFile(keyFile))
}

function givenKeys(keys: readonly Uint8Array[]): KeyRing {
  if (keys.length > 1) return new KeyRing(keys)
  throw new StartFault(
    'The master key is given by PITCREW_MASTER_KEY: set it to the old key and a new one, `old,new`, on every node, restart them, and run this again.',
  )
}
