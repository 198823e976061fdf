/** The master keys of an installation, oldest first: the newest seals, each opens, the oldest signs. */
import { invariant } from '#kit/fault.ts'
import { derive, masterKey, openUnder, rewrapUnder, sealUnder, type MasterKey } from './envelope.ts'

export class KeyRing {
  readonly #newest: MasterKey
  readonly #oldest: MasterKey
  readonly #byId: ReadonlyMap<string, MasterKey>
  readonly #signingKeys = new Map<string, Uint8Array>()

  /** 32 bytes each, at least one. */
  constructor(keys: readonly Uint8Array[]) {
    const ring = keys.map(masterKey)
    const [newest, oldest] = [ring.at(-1), ring[0]]
    invariant(newest && oldest, 'there is a master key')
    this.#newest = newest
    this.#oldest = oldest
    this.#byId = new Map(ring.map((key) => [key.id, key]))
  }

  seal(plain: Uint8Array, context: string): Uint8Array {
    return sealUnder(this.#newest, plain, context)
  }

  /** Throws Fault `secrets.key_missing` or `secrets.unreadable`. */
  open(sealed: Uint8Array, context: string): Uint8Array {
    return openUnder(this.#byId, sealed, context)
  }

  /** The same value under the newest key. */
  rewrap(sealed: Uint8Array): Uint8Array {
    return rewrapUnder(this.#newest, this.#byId, sealed)
  }

  /** Ids, as sealed values carry them, of all keys but the newest. */
  get olderIds(): readonly string[] {
    return [...this.#byId.keys()].filter((id) => id !== this.#newest.id)
  }

  signingKey(purpose: string): Uint8Array {
    const known = this.#signingKeys.get(purpose)
    if (known) return known
    const made = derive(this.#oldest.signing, `sign ${purpose}`, 32)
    this.#signingKeys.set(purpose, made)
    return made
  }
}
