/**
 * Personal particulars: AES-256-GCM under the person's key, bound to the event's id. Dropping the key erases them; their
 * ciphertext stays, so the chain still verifies.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export type Particulars = Readonly<Record<string, unknown>>

/** Nonce, ciphertext and tag in one. `key` is 32 bytes. */
export function encryptPersonal(values: Particulars, key: Uint8Array, eventId: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(eventId))
  return Buffer.concat([nonce, cipher.update(JSON.stringify(values), 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when the bytes were changed or belong to another key or event. */
export function decryptPersonal(sealed: Uint8Array, key: Uint8Array, eventId: string): Particulars | undefined {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(eventId)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as Particulars
  } catch {
    // Authentication failed: nothing that could be read is lost, and verify() names the row.
    return undefined
  }
}
