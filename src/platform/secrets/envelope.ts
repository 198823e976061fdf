/**
 * Envelope encryption of one value. The value is encrypted under a fresh data key, the data key under a key derived from the
 * master key; so a random nonce is never used twice under one data key, and rotation re-wraps 32 bytes instead of the value.
 *
 *     version 1 │ key id 8 │ nonce 12 │ wrapped data key 32 │ tag 16 │ nonce 12 │ cipher text n │ tag 16
 *
 * Every byte is authenticated: version and key id are additional data of the wrapping, version and the caller's context are
 * additional data of the value; a value and a wrapping that do not belong together have different data keys. It hides neither
 * length nor the fact that two values share a key.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Fault } from '#kit/fault.ts'
import { secretsCodes } from './codes.ts'

/** First byte of every sealed value. */
export const VERSION = 1
const KEY_ID_BYTES = 8
const NONCE_BYTES = 12
const KEY_BYTES = 32
const TAG_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
const PREFIX_BYTES = HEADER_BYTES + WRAPPED_BYTES
/** Of a sealed empty value. */
export const SEALED_BYTES_MIN = PREFIX_BYTES + NONCE_BYTES + TAG_BYTES

/** A master key made ready: what each use needs is derived, the key itself is used for nothing. */
export interface MasterKey {
  /** 16 hex digits; derived from the key, tells nothing about it. */
  readonly id: string
  readonly wrapping: Uint8Array
  readonly signing: Uint8Array
}

/** Derives id, wrapping key and signing key from 32 random bytes. */
export function masterKey(bytes: Uint8Array): MasterKey {
  if (bytes.length !== KEY_BYTES) throw new RangeError(`a master key has ${KEY_BYTES} bytes, this one ${bytes.length}`)
  return {
    id: Buffer.from(derive(bytes, 'key id', KEY_ID_BYTES)).toString('hex'),
    wrapping: derive(bytes, 'wrap data keys', KEY_BYTES),
    signing: derive(bytes, 'sign', KEY_BYTES),
  }
}

/** HKDF-SHA-256 with our own domain in `info`, so that no two uses ever share a key. */
export function derive(key: Uint8Array, purpose: string, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `pitcrew/1 ${purpose}`, bytes))
}

/** Seals `plain`; the result differs every time. */
export function sealUnder(key: MasterKey, plain: Uint8Array, context: string): Uint8Array {
  const dataKey = randomBytes(KEY_BYTES)
  return Buffer.concat([wrap(key, dataKey), encrypt(dataKey, plain, bound(context))])
}

function wrap(key: MasterKey, dataKey: Uint8Array): Uint8Array {
  const header = Buffer.concat([Uint8Array.of(VERSION), Buffer.from(key.id, 'hex')])
  return Buffer.concat([header, encrypt(key.wrapping, dataKey, header)])
}

/** Opens what `sealUnder` made under any of `keys`. Throws Fault `secrets.key_missing` or `secrets.unreadable`. */
export function openUnder(keys: ReadonlyMap<string, MasterKey>, sealed: Uint8Array, context: string): Uint8Array {
  const bytes = readable(sealed)
  const dataKey = unwrap(keys, bytes)
  return authentic(() => decrypt(dataKey, bytes.subarray(PREFIX_BYTES), bound(context)))
}

/** The same value with its data key wrapped under `to`: what it takes to leave an old master key. Throws as `openUnder` does. */
export function rewrapUnder(to: MasterKey, keys: ReadonlyMap<string, MasterKey>, sealed: Uint8Array): Uint8Array {
  const bytes = readable(sealed)
  return Buffer.concat([wrap(to, unwrap(keys, bytes)), bytes.subarray(PREFIX_BYTES)])
}

function readable(sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < SEALED_BYTES_MIN) throw unreadable(`${bytes.length} bytes are too few`)
  if (bytes[0] !== VERSION) throw unreadable(`format version ${bytes[0]} is unknown`)
  return bytes
}

function unwrap(keys: ReadonlyMap<string, MasterKey>, bytes: Buffer): Uint8Array {
  const key = keys.get(keyIdOf(bytes))
  if (!key) throw new Fault(secretsCodes.key_missing, { internal: `no master key with id ${keyIdOf(bytes)}` })
  return authentic(() => decrypt(key.wrapping, bytes.subarray(HEADER_BYTES, PREFIX_BYTES), bytes.subarray(0, HEADER_BYTES)))
}

function authentic<T>(decrypted: () => T): T {
  try {
    return decrypted()
  } catch (error) {
    throw unreadable('authentication failed', error)
  }
}

function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(1, HEADER_BYTES)).toString('hex')
}

function encrypt(key: Uint8Array, plain: Uint8Array, additional: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(additional)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, box: Uint8Array, additional: Uint8Array): Uint8Array {
  const tagAt = box.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(additional).setAuthTag(box.subarray(tagAt))
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, tagAt)), decipher.final()])
}

function bound(context: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(VERSION), Buffer.from(context, 'utf8')])
}

function unreadable(internal: string, cause?: unknown): Fault {
  return new Fault(secretsCodes.unreadable, { internal: `sealed value: ${internal}`, cause })
}
