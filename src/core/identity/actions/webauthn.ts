/**
 * The WebAuthn protocol, through @simplewebauthn/server. It is loaded when the first passkey is used: reading its certificate
 * parsers takes longer than the rest of a start. Attestation is not asked for; who makes somebody's authenticator is their affair.
 */
import { randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { Fault } from '#kit/fault.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import type { AssertionAnswer, CreationAnswer } from '../contract/fields.ts'
import { obstacleWords, passkeyPlace, type PasskeyPlace } from '../domain/passkey-place.ts'
import type { PasskeyRow } from '../store/passkeys.ts'
import { CHALLENGE_LIFETIME_MS } from './challenges.ts'

const library = () => import('@simplewebauthn/server')
const CHALLENGE_BYTES = 32

/** Throws `identity.passkeys_unavailable`, saying what to change, where PUBLIC_URL does not fit. */
export function requirePlace({ config }: Pick<Needs, 'config'>): Extract<PasskeyPlace, { fits: true }> {
  const place = passkeyPlace(config.publicUrl)
  if (place.fits) return place
  throw new Fault(identityCodes.passkeys_unavailable, { detail: obstacleWords[place.reason] })
}

export interface Registering {
  readonly person: { readonly id: string; readonly name: string; readonly email: string }
  readonly organisation: string
  readonly held: readonly PasskeyRow[]
}

/** What the browser needs to make a passkey; `challenge` in it comes back in the answer. */
export async function registrationOptions(platform: Needs, { person, organisation, held }: Registering) {
  const { rpId } = requirePlace(platform)
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: `Pitcrew · ${organisation}`,
    rpID: rpId,
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(userHandle(person.id)),
    challenge: new Uint8Array(randomBytes(CHALLENGE_BYTES)),
    timeout: CHALLENGE_LIFETIME_MS,
    attestationType: 'none',
    excludeCredentials: held.map(credentialOf),
    // Found by the browser itself, so that nothing needs to be typed; keys that cannot be are still good as second factors.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
}

export type NewCredential = Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'synced' | 'backedUp'>

/** The credential that the browser made. Throws `identity.passkey_unfit`. */
export async function verifiedRegistration(platform: Needs, { answer, challenge }: { answer: CreationAnswer; challenge: string }) {
  const { rpId, origin } = requirePlace(platform)
  const { verifyRegistrationResponse } = await library()
  const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpId }
  const verified = await verifyRegistrationResponse({
    ...expected,
    response: answer as RegistrationResponseJSON,
    requireUserVerification: false,
  }).catch((cause: unknown) => {
    throw new Fault(identityCodes.passkey_unfit, { internal: String(cause), cause })
  })
  if (!verified.verified) throw new Fault(identityCodes.passkey_unfit)
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    synced: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  } satisfies NewCredential
}

/** What the browser needs to use a passkey: one of these, or any that it finds for this site. */
export async function assertionOptions(platform: Needs, { allow, alone }: { allow: readonly PasskeyRow[]; alone: boolean }) {
  const { rpId } = requirePlace(platform)
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge: new Uint8Array(randomBytes(CHALLENGE_BYTES)),
    timeout: CHALLENGE_LIFETIME_MS,
    userVerification: alone ? 'required' : 'preferred',
    allowCredentials: allow.map(credentialOf),
  })
}

export interface Asserted {
  readonly answer: AssertionAnswer
  readonly passkey: PasskeyRow
  readonly challenge: string
  /** Whether the passkey is the only proof: then the device must have checked who holds it. */
  readonly alone: boolean
}

/** The new counter and backup flag, or why the answer does not hold. A counter that did not rise is a copy of the key. */
export async function judgeAssertion(platform: Needs, { answer, passkey, challenge, alone }: Asserted) {
  const { rpId, origin } = requirePlace(platform)
  const { verifyAuthenticationResponse } = await library()
  const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpId }
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...expected,
      response: answer as AuthenticationResponseJSON,
      credential: {
        id: passkey.credentialId.toString('base64url'),
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: alone,
    })
    if (!verified) return { holds: false, why: 'the signature does not fit' } as const
    return { holds: true, counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp } as const
  } catch (cause) {
    return { holds: false, why: String(cause) } as const
  }
}

/** The account as authenticators keep it: says nothing about the person. */
export function userHandle(personId: string): Buffer {
  return Buffer.from(personId.replaceAll('-', ''), 'hex')
}

/** The challenge that an answer is for; '' when it is none that a browser makes. */
export function challengeOf({ response: { clientDataJSON } }: Pick<AssertionAnswer | CreationAnswer, 'response'>): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    // Not JSON: no challenge was ever sent that it could answer.
    return ''
  }
}

function credentialOf(passkey: PasskeyRow) {
  return { id: passkey.credentialId.toString('base64url'), transports: [...passkey.transports] }
}
