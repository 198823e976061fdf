/** Routes about the safety of one's own account: second factors, sessions, sign-ins. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route } from '#kit/contract.ts'
import { SECOND_FACTORS } from '../domain/second-factor.ts'
import { SIGN_IN_METHODS, SIGN_IN_REFUSALS } from '../domain/sign-in.ts'
import { creationAnswer, passkeyNameField, passkeyOptions, totpCodeField } from './fields.ts'

export const passkeyAnswer = z.object({
  id: idOf('passkey'),
  name: z.string(),
  synced: z.boolean().meta({ description: 'Whether it can live on several devices' }),
  backedUp: z.boolean(),
  createdAt: instantField,
  lastUsedAt: instantField.nullable(),
})

/** An attempt to sign in, as the log tells it; what is personal in it is null once the person is erased. */
export const signInRecord = z.object({
  id: idOf('event'),
  at: instantField,
  personId: idOf('person'),
  name: z.string().nullable(),
  result: z.enum(['signed_in', 'refused']),
  method: z.enum(SIGN_IN_METHODS).nullable(),
  secondFactor: z.enum(SECOND_FACTORS).nullable(),
  reason: z.enum(SIGN_IN_REFUSALS).nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
})

export const signInsQuery = z.object({ ...pageQuery, result: z.enum(['signed_in', 'refused']).optional() })

const codesAnswer = z
  .array(z.string())
  .nullable()
  .meta({ description: 'Recovery codes, made along with the first factor and shown only in this answer; null when there are some already' })

export const securityContract = {
  readSecurity: route({
    id: 'identity.readSecurity',
    method: 'GET',
    path: '/api/pitcrew/v1/me/security',
    summary: 'Read what your account is protected with.',
    access: 'signed_in',
    response: z.object({
      hasPassword: z.boolean(),
      hasProvider: z.boolean().meta({ description: 'Whether you have signed in through the provider' }),
      passkeys: z.array(passkeyAnswer),
      totpSince: instantField.nullable(),
      recoveryCodes: z.object({ left: z.number().int(), madeAt: instantField }).nullable(),
    }),
  }),
  beginTotp: route({
    id: 'identity.beginTotp',
    method: 'POST',
    path: '/api/pitcrew/v1/me/totp',
    summary: 'Begin setting up an authenticator app; it counts once its first code was sent.',
    access: 'signed_in',
    fresh: true,
    response: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
    status: 201,
  }),
  confirmTotp: route({
    id: 'identity.confirmTotp',
    method: 'PUT',
    path: '/api/pitcrew/v1/me/totp',
    summary: 'Finish setting up an authenticator app with a code of it.',
    access: 'signed_in',
    fresh: true,
    perMinute: 20,
    body: z.object({ code: totpCodeField }),
    response: z.object({ recoveryCodes: codesAnswer }),
  }),
  removeTotp: route({
    id: 'identity.removeTotp',
    method: 'DELETE',
    path: '/api/pitcrew/v1/me/totp',
    summary: 'Remove your authenticator app.',
    access: 'signed_in',
    fresh: true,
  }),
  beginPasskey: route({
    id: 'identity.beginPasskey',
    method: 'POST',
    path: '/api/pitcrew/v1/me/passkey-options',
    summary: 'Begin adding a passkey.',
    access: 'signed_in',
    fresh: true,
    response: passkeyOptions,
    status: 201,
  }),
  addPasskey: route({
    id: 'identity.addPasskey',
    method: 'POST',
    path: '/api/pitcrew/v1/me/passkeys',
    summary: 'Add the passkey that the browser made.',
    access: 'signed_in',
    fresh: true,
    body: z.object({ name: passkeyNameField, answer: creationAnswer }),
    response: z.object({ id: idOf('passkey'), recoveryCodes: codesAnswer }),
    status: 201,
  }),
  renamePasskey: route({
    id: 'identity.renamePasskey',
    method: 'PATCH',
    path: '/api/pitcrew/v1/me/passkeys/:id',
    summary: 'Give one of your passkeys another name.',
    access: 'signed_in',
    params: z.object({ id: idOf('passkey') }),
    body: z.object({ name: passkeyNameField }),
  }),
  removePasskey: route({
    id: 'identity.removePasskey',
    method: 'DELETE',
    path: '/api/pitcrew/v1/me/passkeys/:id',
    summary: 'Remove one of your passkeys.',
    access: 'signed_in',
    fresh: true,
    params: z.object({ id: idOf('passkey') }),
  }),
  makeRecoveryCodes: route({
    id: 'identity.makeRecoveryCodes',
    method: 'POST',
    path: '/api/pitcrew/v1/me/recovery-codes',
    summary: 'Make new recovery codes; those that are left stop working.',
    access: 'signed_in',
    fresh: true,
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    status: 201,
  }),
  endOtherSessions: route({
    id: 'identity.endOtherSessions',
    method: 'DELETE',
    path: '/api/pitcrew/v1/me/sessions',
    summary: 'End all of your sessions but this one.',
    access: 'signed_in',
  }),
  listMySignIns: route({
    id: 'identity.listMySignIns',
    method: 'GET',
    path: '/api/pitcrew/v1/me/sign-ins',
    summary: 'List sign-ins to your account and attempts at it, the latest first.',
    access: 'signed_in',
    query: signInsQuery,
    response: pageOf(signInRecord),
  }),
}
