/** Routes of the first visit. */
import { z } from 'zod'
import { idOf, route } from '#kit/contract.ts'
import { emailField, localeField, meAnswer, nameField, passwordField, tokenField, zoneField } from '#core/identity/contract/fields.ts'

/** Path in the console of the link printed at start; the token stands in the fragment, which browsers send to nobody. */
export const setupPath = (token: string): string => `/setup#${token}`

/** Room for ADDRESSES_MAX long addresses with names; the request's own limit is above it. */
export const ADDRESSES_TEXT_LENGTH_MAX = 50_000

export const setupContract = {
  readState: route({
    id: 'setup.readState',
    method: 'GET',
    path: '/api/pitcrew/v1/setup',
    summary: 'Read whether Pitcrew still waits to be set up.',
    access: 'public',
    response: z.object({ open: z.boolean() }),
  }),
  setUp: route({
    id: 'setup.setUp',
    method: 'POST',
    path: '/api/pitcrew/v1/setup',
    summary: 'Set Pitcrew up: the organisation, its first owner, and an application for each address; the answer sets the session cookie.',
    access: 'public',
    perMinute: 20,
    bodyBytesMax: 256 * 1024,
    body: z.object({
      token: tokenField,
      owner: z.object({ name: nameField, email: emailField, password: passwordField, locale: localeField.default('en') }),
      organisation: z.object({ name: nameField, zone: zoneField }),
      addresses: z
        .string()
        .max(ADDRESSES_TEXT_LENGTH_MAX)
        .default('')
        .meta({ description: 'Addresses of applications as pasted: one per line or with commas, a name before each if you like' }),
    }),
    response: z.object({
      me: meAnswer,
      applications: z
        .array(z.object({ id: idOf('application'), name: z.string(), url: z.string().nullable() }))
        .meta({ description: 'One for each address; Pitcrew itself is added beside them' }),
      notes: z
        .array(z.object({ line: z.number().int(), message: z.string() }))
        .meta({ description: 'What was merged, by line of the pasted text' }),
    }),
    status: 201,
  }),
}
