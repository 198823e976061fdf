/**
 * Signed checkpoints: "at this time the log ended at this seq with this hash". The chain alone shows that rows fit each other; a
 * checkpoint shows that they are still the rows of back then, because its Ed25519 key lies in the database only sealed under the
 * master key. Lines that were exported off the machine also show that the end was not cut off.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import canonicalize from 'canonicalize'
import { uuidv7 } from 'uuidv7'
import { Fault, invariant } from '#kit/fault.ts'
import { HOUR_MS, toDate, toIso, type Instant } from '#kit/time.ts'
import { secretsCodes } from '../secrets/codes.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { StartFault } from '../start-fault.ts'
import type { Tx } from '../work.ts'
import { findLastCheckpoint, findSigningKey, insertCheckpoint, insertSigningKey, type CheckpointRow } from './store/checkpoints.ts'

/** A busy log is signed this often: few enough to export, close enough to bound a search. */
export const CHECKPOINT_EVENTS = 1_000
/** A quiet log is signed at the first event after this time. */
export const CHECKPOINT_AGE_MS = HOUR_MS

const DOMAIN_TAG = 'pitcrew.checkpoint.v1\n'
const KEY_CONTEXT = 'log.signing_key'

interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export class Checkpoints {
  readonly #secrets: Secrets
  #key: SigningKey | undefined
  #last: { readonly seq: number; readonly at: Instant } | undefined

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  /**
   * Makes the key on the first start; on later ones it shows that the master key is the one that sealed it. With another one
   * nothing sealed could be read and the log could not be signed, so a StartFault is thrown.
   */
  async proveMasterKey(tx: Tx, now: Instant): Promise<void> {
    try {
      await this.#keyOrNew(tx, now)
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== secretsCodes.key_missing) throw error
      throw new StartFault(
        'The master key is not the one that seals the secrets of this database: restore master.key in the data folder, or PITCREW_MASTER_KEY, which is the same on all nodes.',
        { cause: error },
      )
    }
  }

  /** Signs the end of the log, in the transaction that makes it the end, when the last signature is old enough. */
  async signWhenDue(tx: Tx, end: { readonly seq: number; readonly hash: Uint8Array }, now: Instant): Promise<void> {
    this.#last ??= (await findLastCheckpoint(tx)) ?? { seq: 0, at: now }
    if (end.seq - this.#last.seq < CHECKPOINT_EVENTS && now - this.#last.at < CHECKPOINT_AGE_MS) return
    const { privateKey } = await this.#keyOrNew(tx, now)
    const signature = sign(null, signedBytes({ ...end, at: now }), privateKey)
    await insertCheckpoint(tx, { seq: end.seq, hash: end.hash, at: toDate(now), signature })
    this.#last = { seq: end.seq, at: now }
  }

  /** Forgets what was read, after a transaction that may not have committed. */
  forget(): void {
    this.#last = undefined
    this.#key = undefined
  }

  /** Whether the checkpoint was signed by the key that only the holder of the master key can have made. */
  async isGenuine(tx: Tx, checkpoint: CheckpointRow): Promise<boolean> {
    const key = await this.#storedKey(tx)
    return key !== undefined && verify(null, signedBytes(checkpoint), key.publicKey, checkpoint.signature)
  }

  /** The checkpoint as one line of JSON that can be checked without Pitcrew. */
  async line(tx: Tx, checkpoint: CheckpointRow): Promise<string> {
    const key = await this.#storedKey(tx)
    return JSON.stringify({
      ...statement(checkpoint),
      signature: checkpoint.signature.toString('base64'),
      publicKey: key?.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    })
  }

  async #keyOrNew(tx: Tx, now: Instant): Promise<SigningKey> {
    const stored = await this.#storedKey(tx)
    if (stored) return stored
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const sealed = this.#secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), KEY_CONTEXT)
    const spki = publicKey.export({ format: 'der', type: 'spki' })
    await insertSigningKey(tx, { id: uuidv7(), public_key: spki, sealed_private_key: sealed, created_at: toDate(now) })
    const key = await this.#storedKey(tx)
    invariant(key, 'a signing key is stored, ours or that of a node that was quicker')
    return key
  }

  /** The public key is derived from the sealed private one: a public key put into the table by hand convinces nobody. */
  async #storedKey(tx: Tx): Promise<SigningKey | undefined> {
    if (this.#key) return this.#key
    const row = await findSigningKey(tx)
    if (!row) return undefined
    const der = Buffer.from(this.#secrets.open(row.sealed_private_key, KEY_CONTEXT))
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    return (this.#key = { privateKey, publicKey: createPublicKey(privateKey) })
  }
}

type Signed = Pick<CheckpointRow, 'seq' | 'at'> & { readonly hash: Uint8Array }

const statement = ({ seq, hash, at }: Signed) => ({ seq, hash: Buffer.from(hash).toString('hex'), at: toIso(at) })

const signedBytes = (signed: Signed): Buffer => Buffer.from(DOMAIN_TAG + canonicalize(statement(signed)))
