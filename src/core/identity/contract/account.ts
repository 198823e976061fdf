/** Routes about oneself: the profile, the password, sessions. */
import { z } from 'zod'
import { idOf, instantField, route } from '#kit/contract.ts'
import { SECOND_FACTORS } from '../domain/second-factor.ts'
import { SIGN_IN_METHODS } from '../domain/sign-in.ts'
import { densityField, emailField, localeField, meAnswer, nameField, passwordField, themeField, tokenField, zoneField } from './fields.ts'
import { GUESSES_PER_MINUTE, signInAnswer } from './sign-in.ts'

/** Enough for an office behind one address, too few to try addresses out. */
const LINKS_PER_MINUTE = 10

export const sessionAnswer = z.object({
  id: idOf('session'),
  createdAt: instantField,
  lastSeenAt: instantField.meta({ description: 'Exact to the minute' }),
  expiresAt: instantField,
  address: z.string(),
  userAgent: z.string(),
  method: z.enum(SIGN_IN_METHODS),
  secondFactor: z.enum(SECOND_FACTORS).nullable(),
  current: z.boolean().meta({ description: 'Whether this request came with it' }),
})

export const accountContract = {
  me: route({
    id: 'identity.me',
    method: 'GET',
    path: '/api/pitcrew/v1/me',
    summary: 'Read who is signed in and what they may do.',
    access: 'signed_in',
    response: meAnswer,
    versioned: 'read',
  }),
  updateMe: route({
    id: 'identity.updateMe',
    method: 'PATCH',
    path: '/api/pitcrew/v1/me',
    summary: 'Change your own name, language, time zone and appearance.',
    access: 'signed_in',
    body: z.object({
      name: nameField.optional(),
      locale: localeField.optional(),
      zone: zoneField.optional(),
      theme: themeField.optional(),
      density: densityField.optional(),
    }),
    response: meAnswer,
    versioned: 'write',
  }),
  changePassword: route({
    id: 'identity.changePassword',
    method: 'PUT',
    path: '/api/pitcrew/v1/me/password',
    summary: 'Change your password; every other session of yours ends.',
    access: 'signed_in',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ current: passwordField, next: passwordField }),
  }),
  listSessions: route({
    id: 'identity.listSessions',
    method: 'GET',
    path: '/api/pitcrew/v1/me/sessions',
    summary: 'List the browsers in which you are signed in, the latest first.',
    access: 'signed_in',
    response: z.object({ items: z.array(sessionAnswer) }),
  }),
  endSession: route({
    id: 'identity.endSession',
    method: 'DELETE',
    path: '/api/pitcrew/v1/me/sessions/:id',
    summary: 'End one of your sessions.',
    access: 'signed_in',
    params: z.object({ id: idOf('session') }),
  }),
  askForPassword: route({
    id: 'identity.askForPassword',
    method: 'POST',
    path: '/api/pitcrew/v1/password-reset-mails',
    summary: 'Ask for a one-time link for a new password by e-mail; the answer is the same whether the address is known or not.',
    access: 'public',
    perMinute: LINKS_PER_MINUTE,
    body: z.object({ email: emailField }),
    status: 202,
    response: z.object({ answer: z.literal('if_known_a_link_is_on_its_way') }),
  }),
  resetPassword: route({
    id: 'identity.resetPassword',
    method: 'POST',
    path: '/api/pitcrew/v1/password-reset',
    summary: 'Choose a new password with a one-time link; ends every session and signs in, or asks for the second factor.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ token: tokenField, password: passwordField }),
    response: signInAnswer,
    status: 201,
  }),
}
