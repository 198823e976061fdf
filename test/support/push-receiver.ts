/**
 * What a browser does with a push message: written from RFC 8291 and RFC 8188 alone and held against the example of RFC 8291, section 5,
 * so that it can judge what is sent. Shares no line with the sender.
 */
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'

export interface PushReceiver {
  readonly keys: { readonly p256dh: string; readonly auth: string }
  /** Throws when the message was not made for this receiver. */
  open(body: Uint8Array): string
}

/** With new keys, or with given ones (base64url). */
export function pushReceiver(given?: { readonly privateKey: string; readonly auth: string }): PushReceiver {
  const pair = createECDH('prime256v1')
  if (given) pair.setPrivateKey(given.privateKey, 'base64url')
  else pair.generateKeys()
  const auth = given ? Buffer.from(given.auth, 'base64url') : randomBytes(16)
  return {
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    open: (bytes) => {
      const body = Buffer.from(bytes)
      const idLength = body.readUInt8(20)
      const [salt, theirs, record] = [body.subarray(0, 16), body.subarray(21, 21 + idLength), body.subarray(21 + idLength)]
      if (record.length > body.readUInt32BE(16)) throw new Error('more than one record')
      // RFC 8291, 3.4, in the pseudo code's own steps: HKDF of RFC 5869 with one block each.
      const prkKey = hmac(auth, pair.computeSecret(theirs))
      const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs])
      const prk = hmac(salt, hmac(prkKey, Buffer.concat([keyInfo, Buffer.of(1)])))
      const cek = hmac(prk, Buffer.from('Content-Encoding: aes128gcm\0\u0001')).subarray(0, 16)
      const nonce = hmac(prk, Buffer.from('Content-Encoding: nonce\0\u0001')).subarray(0, 12)
      const decipher = createDecipheriv('aes-128-gcm', cek, nonce)
      decipher.setAuthTag(record.subarray(-16))
      const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
      const end = plain.findLastIndex((byte) => byte !== 0)
      if (plain[end] !== 2) throw new Error('the last record ends with 2')
      return plain.subarray(0, end).toString('utf8')
    },
  }
}

const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest()

/** Of the header Authorization (RFC 8292): the claims, when the signature is that of the key which stands beside it. */
export function vapidClaims(
  authorization: string,
): { readonly claims: Readonly<Record<string, unknown>>; readonly key: string } | undefined {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return undefined
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return isRight ? { claims: JSON.parse(Buffer.from(body, 'base64url').toString()), key } : undefined
}
