/**
 * The recovery key: what opens a backup when the machine and its master key are gone. It is an X25519 private key that is shown
 * once and kept by people; the installation knows only the public half, so that making backups by itself needs no secret and
 * reading them takes the paper in the safe. Written in Crockford's base32 with a checksum, in groups that can be typed.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

const KEY_BYTES = 32
const CHECK_BYTES = 3
const GROUP = 7
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** DER of an X25519 key without the key itself (RFC 8410): its form never varies. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')
const TAG_BYTES = 16
/** A key is used once, so its nonce may be constant. */
const NONCE = Buffer.alloc(12)

/** A fresh recovery key with what the installation keeps of it. */
export function makeRecoveryKey(): { readonly recoveryKey: string; readonly publicKey: Uint8Array } {
  const { privateKey } = generateKeyPairSync('x25519')
  const raw = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_PREFIX.length)
  return { recoveryKey: written(raw), publicKey: publicHalf(privateKey) }
}

/** The private key as people write it; undefined when it is mistyped. Case, spaces and dashes do not matter. */
export function readRecoveryKey(text: string): KeyObject | undefined {
  const bytes = decoded(text)
  const raw = bytes?.subarray(0, KEY_BYTES)
  if (bytes?.length !== KEY_BYTES + CHECK_BYTES || !raw || !checkOf(raw).equals(bytes.subarray(KEY_BYTES))) return undefined
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, raw]), format: 'der', type: 'pkcs8' })
}

/** The 32 bytes by which a recovery key is recognised. */
export function publicHalf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length)
}

/** Ephemeral public key, then the wrapped key with its tag. */
export function wrapFor(publicKey: Uint8Array, dataKey: Uint8Array): Buffer {
  const { privateKey } = generateKeyPairSync('x25519')
  const ephemeral = publicHalf(privateKey)
  const cipher = createCipheriv('aes-256-gcm', sharedKey(privateKey, publicKey, ephemeral, publicKey), NONCE)
  return Buffer.concat([ephemeral, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when it was wrapped for another key or changed. */
export function unwrapWith(privateKey: KeyObject, wrapped: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(wrapped)
  const ephemeral = bytes.subarray(0, KEY_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', sharedKey(privateKey, ephemeral, ephemeral, publicHalf(privateKey)), NONCE)
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(KEY_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    // Authentication failed: the caller says which key is wanted.
    return undefined
  }
}

function sharedKey(own: KeyObject, theirs: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array): Buffer {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, theirs]), format: 'der', type: 'spki' })
  const shared = diffieHellman({ privateKey: own, publicKey })
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), 'pitcrew/1 backup recovery', KEY_BYTES))
}

const checkOf = (raw: Uint8Array): Buffer =>
  createHash('sha256').update('pitcrew recovery key').update(raw).digest().subarray(0, CHECK_BYTES)

function written(raw: Uint8Array): string {
  const bits = [...raw, ...checkOf(raw)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters =
    bits
      .match(/.{5}/g)
      ?.map((five) => ALPHABET[Number.parseInt(five, 2)])
      .join('') ?? ''
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

function decoded(text: string): Buffer | undefined {
  // Crockford: signs that look alike are the same sign.
  const letters = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  const values = [...letters].map((letter) => ALPHABET.indexOf(letter))
  if (values.includes(-1) || values.length % 8 !== 0) return undefined
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((eight) => Number.parseInt(eight, 2)) ?? [])
}
