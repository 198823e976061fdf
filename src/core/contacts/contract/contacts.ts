/** Routes with which the team looks after contacts. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { ADDRESSES_MAX, CONTACT_STATES, EMAIL_LENGTH_MAX, POSITION_LENGTH_MAX, NAME_LENGTH_MAX, PHONE_LENGTH_MAX } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/contacts'

/** Compared without regard to case. */
export const emailField = z
  .email('must be an e-mail address such as olivia@example.org')
  .max(EMAIL_LENGTH_MAX)
  .meta({ description: 'E-mail address; compared without regard to case', examples: ['clara@example.org'] })
const phoneField = z
  .string()
  .trim()
  .max(PHONE_LENGTH_MAX)
  .regex(/^\+?[\d\s()/.-]{3,}(?:x\d+)?$/, 'must be a phone number such as +49 30 1234567')
  .meta({ examples: ['+49 30 1234567'] })
const localeField = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'must be a language tag such as en or de-AT')
  .nullable()
  .meta({ description: 'BCP 47 language tag; null: English', examples: ['de'] })

const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(NAME_LENGTH_MAX)
    .meta({ examples: ['Clara Abend'] }),
  position: z.string().trim().min(1).max(POSITION_LENGTH_MAX).nullable(),
  locale: localeField,
  emails: z.array(emailField).max(ADDRESSES_MAX).meta({ description: 'The first is the one that is written to' }),
  phones: z.array(phoneField).max(ADDRESSES_MAX).meta({ description: 'The first is the one that is called' }),
}

export const contactAnswer = z.object({
  id: idOf('contact'),
  client: z.object({ id: idOf('client'), name: z.string() }),
  applicationId: idOf('application').nullable().meta({ description: 'Set: an end user of this application' }),
  name: z.string(),
  position: z.string().nullable(),
  locale: z.string().nullable(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  state: z.enum(CONTACT_STATES),
  mergedInto: idOf('contact').nullable().meta({ description: 'The contact that this one turned out to be' }),
  lastSeenAt: instantField.nullable().meta({ description: 'Exact to the minute; null when they are signed in nowhere' }),
  createdAt: instantField,
  updatedAt: instantField,
  version: z.number().int(),
})
export type ContactAnswer = z.output<typeof contactAnswer>

export const contactSessionAnswer = z.object({
  id: idOf('contact_session'),
  createdAt: instantField,
  lastSeenAt: instantField.meta({ description: 'Exact to the minute' }),
  expiresAt: instantField,
  address: z.string(),
  userAgent: z.string(),
  current: z.boolean().meta({ description: 'Whether this request came with it' }),
})

const params = z.object({ id: idOf('contact') })
const read = { permission: 'contacts.contacts.read' }
const write = { permission: 'contacts.contacts.write' }

export const contactRoutes = {
  listContacts: route({
    id: 'contacts.listContacts',
    method: 'GET',
    path: BASE,
    summary: 'List the contacts of the clients you may see, by name.',
    access: read,
    query: z.object({
      ...pageQuery,
      clientId: idOf('client').optional(),
      kind: z.enum(['contact', 'end_user']).optional(),
      state: z
        .enum([...CONTACT_STATES, 'all'])
        .default('active')
        .meta({ description: 'Others are left out unless asked for' }),
      text: z
        .string()
        .trim()
        .min(1)
        .max(NAME_LENGTH_MAX)
        .optional()
        .meta({ description: 'Part of the name or of an address, in any case' }),
    }),
    response: pageOf(contactAnswer),
  }),
  createContact: route({
    id: 'contacts.createContact',
    method: 'POST',
    path: BASE,
    summary: 'Add a contact of a client, or an end user of one of its applications.',
    access: write,
    body: z.object({
      clientId: idOf('client'),
      applicationId: idOf('application').nullable().default(null),
      name: fields.name,
      position: fields.position.default(null),
      locale: fields.locale.default(null),
      emails: fields.emails.default([]),
      phones: fields.phones.default([]),
    }),
    response: contactAnswer,
    status: 201,
  }),
  readContact: route({
    id: 'contacts.readContact',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a contact.',
    access: read,
    params,
    response: contactAnswer,
    versioned: 'read',
  }),
  changeContact: route({
    id: 'contacts.changeContact',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a contact; what is left out stays.',
    access: write,
    params,
    body: z.object(fields).partial(),
    response: contactAnswer,
    versioned: 'write',
  }),
  setContactState: route({
    id: 'contacts.setContactState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Deactivate a contact, which ends their sessions, or take them back.',
    access: write,
    params,
    body: z.object({ state: z.enum(['active', 'deactivated']) }),
    response: contactAnswer,
    versioned: 'write',
  }),
  mergeContact: route({
    id: 'contacts.mergeContact',
    method: 'POST',
    path: `${BASE}/:id/duplicates`,
    summary: 'Merge a duplicate into this contact, who gets its addresses.',
    access: write,
    params,
    body: z.object({ duplicateId: idOf('contact') }),
    response: contactAnswer,
    versioned: 'write',
  }),
  listContactSessions: route({
    id: 'contacts.listContactSessions',
    method: 'GET',
    path: `${BASE}/:id/sessions`,
    summary: 'List the browsers in which a contact is signed in, the latest first.',
    access: read,
    params,
    response: z.object({ items: z.array(contactSessionAnswer) }),
  }),
  endContactSessions: route({
    id: 'contacts.endContactSessions',
    method: 'DELETE',
    path: `${BASE}/:id/sessions`,
    summary: 'Sign a contact out everywhere.',
    access: write,
    params,
  }),
} satisfies Contract
