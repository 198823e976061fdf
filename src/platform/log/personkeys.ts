/** Where the log finds the keys of people. core/identity implements it over its table `person_key`; `app` hands it in. */
import type { Tx } from '../work.ts'

export interface PersonKeys {
  /** 32 bytes, or undefined when the key was dropped or never made: what was encrypted under it is gone for good. */
  keyFor(tx: Tx, personId: string): Promise<Uint8Array | undefined>
  /** The same, making the key when the person has none yet. Undefined for an erased person, who gets no new key. */
  ensure(tx: Tx, personId: string): Promise<Uint8Array | undefined>
}
