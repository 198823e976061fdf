/** An authenticator in software: makes passkeys (ES256, no attestation) and answers with them as a browser hands it on. */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import type { AssertionAnswer, CreationAnswer } from './contract/fields.ts'

/** What a test may want to be different from a good device. */
export interface DeviceTraits {
  /** The page on which the browser is; a phishing page has another. */
  readonly origin?: string
  /** Whether the device checks who holds it. */
  readonly verifies?: boolean
  /** Counts its answers; without it the counter stays at 0, as it does in synced passkeys. */
  readonly counts?: boolean
}

interface CreationOptions {
  readonly challenge: string
  readonly rp: { readonly id?: string }
  readonly user: { readonly id: string }
}

interface RequestOptions {
  readonly challenge: string
  readonly rpId?: string
}

const PRESENT = 0x01
const VERIFIED = 0x04
const ATTESTED = 0x40

export class TestDevice {
  readonly credentialId = randomBytes(32)
  counter = 0
  readonly #traits: Required<DeviceTraits>
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
  #userHandle = ''

  constructor(traits: DeviceTraits = {}) {
    this.#traits = { origin: 'http://localhost:7700', verifies: true, counts: true, ...traits }
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  /** `options`: as the server sent them. */
  create(options: unknown): CreationAnswer {
    const { challenge, rp, user } = options as CreationOptions
    this.#userHandle = user.id
    const data = Buffer.concat([
      this.#header(rp.id ?? '', ATTESTED),
      Buffer.alloc(16),
      Buffer.from([0, this.credentialId.length]),
      this.credentialId,
      this.#coseKey(),
    ])
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(data),
    ])
    const response = {
      clientDataJSON: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    }
    return { ...this.#credential(), response }
  }

  get(options: unknown, traits: DeviceTraits = {}): AssertionAnswer {
    const { challenge, rpId } = options as RequestOptions
    const used = { ...this.#traits, ...traits }
    if (used.counts) this.counter += 1
    const clientData = this.#clientData('webauthn.get', challenge, used.origin)
    const data = this.#header(rpId ?? '', 0, used.verifies)
    const signed = createSign('sha256').update(data).update(createHash('sha256').update(clientData).digest())
    const response = {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signed.sign(this.#keys.privateKey).toString('base64url'),
      userHandle: this.#userHandle,
    }
    return { ...this.#credential(), response }
  }

  #credential() {
    const id = this.credentialId.toString('base64url')
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
  }

  #clientData(type: string, challenge: string, origin = this.#traits.origin): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  /** The fixed part of authenticator data (WebAuthn §6.1). */
  #header(rpId: string, flags: number, verifies = this.#traits.verifies): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const all = flags | PRESENT | (verifies ? VERIFIED : 0)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([all]), counter])
  }

  /** An ES256 key as COSE wants it (RFC 9053 §7.1): kty 2, alg −7, curve 1, x, y. */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21])
    return Buffer.concat([head, cborBytes(Buffer.from(x, 'base64url')), Buffer.from([0x22]), cborBytes(Buffer.from(y, 'base64url'))])
  }
}

/** Texts and bytes of up to 65,535 bytes. */
function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}

function cborBytes(bytes: Buffer): Buffer {
  const head = bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 0xff]
  return Buffer.concat([Buffer.from(head), bytes])
}
