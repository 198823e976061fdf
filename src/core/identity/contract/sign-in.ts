/** Routes at the door: signing in with a password, a second factor, a passkey, through a provider; and proving anew who one is. */
import { z } from 'zod'
import { instantField, route } from '#kit/contract.ts'
import { SECOND_FACTORS } from '../domain/second-factor.ts'
import {
  assertionAnswer,
  emailField,
  meAnswer,
  passkeyOptions,
  passwordField,
  recoveryCodeField,
  tokenField,
  totpCodeField,
} from './fields.ts'

/** Guessing is slowed per account and address as well; this keeps one caller from filling the hashing queue. */
export const GUESSES_PER_MINUTE = 20
/** A page of the door asks once when it is opened. */
const BEGINNINGS_PER_MINUTE = 60
/** Codes and states of providers are a few hundred characters; some send whole tokens. */
const QUERY_LENGTH_MAX = 8_000
const RETURN_LENGTH_MAX = 2_000

/** Signed in, or what is asked for next. */
export const signInAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed_in'), me: meAnswer }),
  z.object({
    outcome: z.literal('second_factor_needed'),
    token: z.string().meta({ description: 'Stands for the password that was right; goes with the second factor' }),
    factors: z.array(z.enum(SECOND_FACTORS)),
    expiresAt: instantField,
  }),
])

const totpProof = z.object({ by: z.literal('totp'), code: totpCodeField })
const passkeyProof = z.object({ by: z.literal('passkey'), answer: assertionAnswer })

export const signInContract = {
  readSignInOptions: route({
    id: 'identity.readSignInOptions',
    method: 'GET',
    path: '/api/pitcrew/v1/sign-in-options',
    summary: 'Read which ways of signing in are offered here.',
    access: 'public',
    response: z.object({
      provider: z.object({ label: z.string(), only: z.boolean() }).nullable(),
      forgottenByMail: z.boolean().meta({ description: 'Whether a forgotten password is chosen anew with a link that comes by mail' }),
      passkeys: z.object({
        origin: z.string().meta({ description: 'The address at which passkeys work' }),
        obstacle: z.enum(['address_is_a_number', 'not_https']).nullable(),
      }),
    }),
  }),
  signIn: route({
    id: 'identity.signIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session',
    summary: 'Sign in with e-mail address and password; the answer sets the session cookie or asks for a second factor.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ email: emailField, password: passwordField }),
    response: signInAnswer,
    status: 201,
  }),
  completeSignIn: route({
    id: 'identity.completeSignIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session/second-factor',
    summary: 'Give the second factor; the answer sets the session cookie.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({
      token: tokenField,
      proof: z.discriminatedUnion('by', [totpProof, passkeyProof, z.object({ by: z.literal('recovery_code'), code: recoveryCodeField })]),
    }),
    response: meAnswer,
    status: 201,
  }),
  offerSecondPasskey: route({
    id: 'identity.offerSecondPasskey',
    method: 'POST',
    path: '/api/pitcrew/v1/session/second-factor/passkey-options',
    summary: 'Begin giving a passkey as the second factor.',
    access: 'public',
    perMinute: BEGINNINGS_PER_MINUTE,
    body: z.object({ token: tokenField }),
    response: passkeyOptions,
    status: 201,
  }),
  offerPasskeySignIn: route({
    id: 'identity.offerPasskeySignIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session/passkey-options',
    summary: 'Begin signing in with a passkey that the browser finds by itself.',
    access: 'public',
    perMinute: BEGINNINGS_PER_MINUTE,
    response: passkeyOptions,
    status: 201,
  }),
  signInWithPasskey: route({
    id: 'identity.signInWithPasskey',
    method: 'POST',
    path: '/api/pitcrew/v1/session/passkey',
    summary: 'Sign in with a passkey alone; the answer sets the session cookie.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ answer: assertionAnswer }),
    response: meAnswer,
    status: 201,
  }),
  beginProviderSignIn: route({
    id: 'identity.beginProviderSignIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session/provider',
    summary: 'Begin signing in through the OpenID Connect provider: send the browser to the address of the answer.',
    access: 'public',
    perMinute: BEGINNINGS_PER_MINUTE,
    body: z.object({ return: z.string().max(RETURN_LENGTH_MAX).optional().meta({ description: 'Path in the console to come back to' }) }),
    response: z.object({ url: z.string() }),
    status: 201,
  }),
  finishProviderSignIn: route({
    id: 'identity.finishProviderSignIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session/provider/return',
    summary: 'Finish signing in through the provider with what it sent the browser back with; the answer sets the session cookie.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ query: z.string().max(QUERY_LENGTH_MAX).meta({ description: 'Everything after the ? of the return address' }) }),
    response: z.object({ me: meAnswer, return: z.string() }),
    status: 201,
  }),
  signOut: route({
    id: 'identity.signOut',
    method: 'DELETE',
    path: '/api/pitcrew/v1/session',
    summary: 'End the session of this browser.',
    access: 'signed_in',
  }),
  prove: route({
    id: 'identity.prove',
    method: 'PUT',
    path: '/api/pitcrew/v1/session/proof',
    summary: 'Prove anew who you are; for ten minutes dangerous acts are not held up.',
    access: 'signed_in',
    perMinute: GUESSES_PER_MINUTE,
    body: z.discriminatedUnion('by', [z.object({ by: z.literal('password'), password: passwordField }), totpProof, passkeyProof]),
  }),
  expectProof: route({
    id: 'identity.expectProof',
    method: 'POST',
    path: '/api/pitcrew/v1/session/proof/expectation',
    summary: 'Ask whether your proof still holds: before a page follows an address that needs one and could show no dialog.',
    access: 'signed_in',
    fresh: true,
  }),
  offerProvingPasskey: route({
    id: 'identity.offerProvingPasskey',
    method: 'POST',
    path: '/api/pitcrew/v1/session/proof/passkey-options',
    summary: 'Begin proving who you are with a passkey.',
    access: 'signed_in',
    response: passkeyOptions,
    status: 201,
  }),
}
