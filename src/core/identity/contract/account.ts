/** Routes about oneself: signing in and out, the profile, the password, sessions. */
import { z } from 'zod'
import { idOf, instantField, route } from '#kit/contract.ts'
import {
  densityField,
  emailField,
  grantAnswer,
  localeField,
  nameField,
  passwordField,
  themeField,
  tokenField,
  zoneField,
} from './fields.ts'

/** Guessing is slowed per account and address as well; this keeps one caller from filling the hashing queue. */
const GUESSES_PER_MINUTE = 20

/** The one who is signed in, with what they may do; the browser draws navigation from `permissions`. */
export const meAnswer = z.object({
  id: idOf('person'),
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  zone: z.string(),
  theme: themeField,
  density: densityField,
  version: z.number().int(),
  grants: z.array(grantAnswer),
  permissions: z.array(z.string()).meta({ description: 'Permissions held anywhere, sorted; a record may still be out of reach' }),
  organisation: z.object({ id: idOf('organisation'), name: z.string(), zone: z.string() }),
})

export const sessionAnswer = z.object({
  id: idOf('session'),
  createdAt: instantField,
  lastSeenAt: instantField.meta({ description: 'Exact to the minute' }),
  expiresAt: instantField,
  address: z.string(),
  userAgent: z.string(),
  current: z.boolean().meta({ description: 'Whether this request came with it' }),
})

export const accountContract = {
  signIn: route({
    id: 'identity.signIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session',
    summary: 'Sign in with e-mail address and password; the answer sets the session cookie.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ email: emailField, password: passwordField }),
    response: meAnswer,
    status: 201,
  }),
  signOut: route({
    id: 'identity.signOut',
    method: 'DELETE',
    path: '/api/pitcrew/v1/session',
    summary: 'End the session of this browser.',
    access: 'signed_in',
  }),
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
  resetPassword: route({
    id: 'identity.resetPassword',
    method: 'POST',
    path: '/api/pitcrew/v1/password-reset',
    summary: 'Choose a new password with the one-time link of an owner; signs in and ends every other session.',
    access: 'public',
    perMinute: GUESSES_PER_MINUTE,
    body: z.object({ token: tokenField, password: passwordField }),
    response: meAnswer,
    status: 201,
  }),
}
