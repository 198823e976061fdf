/**
 * Message encryption for web push (RFC 8291 over RFC 8188) and the sender's word for itself (RFC 8292), with what Node brings along.
 * Own code: the library for it brings eleven packages and a way out of its own, past the guard.
 */
import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from 'node:crypto'
import { HOUR_MS, SECOND_MS, later, type Instant } from '#kit/time.ts'

/** Keys as browsers hand them out, base64url: 65 bytes of an uncompressed point, 16 bytes. */
export interface SubscriptionKeys {
  readonly p256dh: string
  readonly auth: string
}

/** Ours, base64url: 65 bytes and 32 bytes. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** What is random in a message; given by tests only. */
export interface Chance {
  readonly salt: Buffer
  readonly privateKey: Buffer
}

const CURVE = 'prime256v1'
/** One record holds it all: push services take 4,096 bytes (RFC 8030, 7.2), of which the header and the tag need 103. */
const RECORD_BYTES = 4_096
export const PLAIN_BYTES_MAX = RECORD_BYTES - 103
const TAG_BYTES = 16

export function encryptPush(plain: Buffer, keys: SubscriptionKeys, chance: Chance = chanceOf()): Buffer {
  const [theirs, auth] = [Buffer.from(keys.p256dh, 'base64url'), Buffer.from(keys.auth, 'base64url')]
  const pair = createECDH(CURVE)
  pair.setPrivateKey(chance.privateKey)
  const ours = pair.getPublicKey()
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours])
  const material = derive({ salt: auth, key: pair.computeSecret(theirs), info, bytes: 32 })
  const key = derive({ salt: chance.salt, key: material, info: Buffer.from('Content-Encoding: aes128gcm\0'), bytes: 16 })
  const nonce = derive({ salt: chance.salt, key: material, info: Buffer.from('Content-Encoding: nonce\0'), bytes: 12 })
  const cipher = createCipheriv('aes-128-gcm', key, nonce, { authTagLength: TAG_BYTES })
  // 2: the last record, without padding.
  const record = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.of(2)])), cipher.final(), cipher.getAuthTag()])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(RECORD_BYTES)
  return Buffer.concat([chance.salt, size, Buffer.of(ours.length), ours, record])
}

function chanceOf(): Chance {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  return { salt: randomBytes(16), privateKey: padded(pair.getPrivateKey()) }
}

interface Derivation {
  readonly salt: Buffer
  readonly key: Buffer
  readonly info: Buffer
  readonly bytes: number
}

const derive = ({ salt, key, info, bytes }: Derivation): Buffer => Buffer.from(hkdfSync('sha256', key, salt, info, bytes))

export function makeVapidKeys(): VapidKeys {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  return { publicKey: pair.getPublicKey('base64url'), privateKey: padded(pair.getPrivateKey()).toString('base64url') }
}

/** Node leaves zeros in front away. */
const padded = (key: Buffer): Buffer => Buffer.concat([Buffer.alloc(32 - key.length), key])

/** At most 24 hours (RFC 8292, 2); half of it, for clocks that disagree. */
const VAPID_LIVES_MS = 12 * HOUR_MS

/** The header Authorization. `subject`: by what the push service reaches us when something is wrong, an https or mailto address. */
export function vapidHeader(keys: VapidKeys, of: { readonly endpoint: string; readonly subject: string; readonly at: Instant }): string {
  const expires = Math.floor(later(of.at, VAPID_LIVES_MS) / SECOND_MS)
  const claims = { aud: new URL(of.endpoint).origin, exp: expires, sub: of.subject }
  const body = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded(claims)}`
  const point = Buffer.from(keys.publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: keys.privateKey }, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  return `vapid t=${body}.${signature}, k=${keys.publicKey}`
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
