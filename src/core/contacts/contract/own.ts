/** Routes of contacts themselves: asking for a link, coming in by it, their sessions. */
import { z } from 'zod'
import { idOf, route, type Contract } from '#kit/contract.ts'
import { contactSessionAnswer, emailField } from './contacts.ts'

/** Cookie of a contact's browser; a person's has another name, and whoever has both is the person. */
export const CONTACT_COOKIE = 'pitcrew_contact'
/** Where the link of the mail leads, in the console; the token follows behind the #, which browsers send to nobody. */
export const linkPath = '/contact/link'

const BASE = '/api/pitcrew/v1/contact-session'
/** Enough for an office behind one address, too few to try addresses out. */
const LINKS_PER_MINUTE = 10

/** The contact who is signed in. */
export const ownAnswer = z.object({
  id: idOf('contact'),
  name: z.string(),
  locale: z.string().nullable(),
  organisation: z.string(),
  sessions: z.array(contactSessionAnswer).meta({ description: 'Where they are signed in, the latest first' }),
})

export const ownRoutes = {
  requestLink: route({
    id: 'contacts.requestLink',
    method: 'POST',
    path: '/api/pitcrew/v1/contact-links',
    summary: 'Ask for a one-time link by e-mail; the answer is the same whether the address is known or not.',
    access: 'public',
    perMinute: LINKS_PER_MINUTE,
    body: z.object({ email: emailField }),
    status: 202,
    response: z.object({ answer: z.literal('if_known_a_link_is_on_its_way') }),
  }),
  openLink: route({
    id: 'contacts.openLink',
    method: 'POST',
    path: BASE,
    summary: 'Come in by a one-time link; the answer sets the session cookie.',
    access: 'public',
    perMinute: LINKS_PER_MINUTE,
    body: z.object({
      token: z
        .string()
        .regex(/^[0-9a-f]{48}$/, 'must be the token of the link')
        .meta({ examples: ['0123456789abcdef0123456789abcdef0123456789abcdef'] }),
    }),
    response: ownAnswer,
    status: 201,
  }),
  readOwn: route({
    id: 'contacts.readOwn',
    method: 'GET',
    path: BASE,
    summary: 'Read, as a contact, who is signed in and where.',
    access: 'signed_in',
    response: ownAnswer,
  }),
  leave: route({
    id: 'contacts.leave',
    method: 'DELETE',
    path: BASE,
    summary: 'End, as a contact, the session of this browser.',
    access: 'signed_in',
  }),
  endOwnSession: route({
    id: 'contacts.endOwnSession',
    method: 'DELETE',
    path: `${BASE}/others/:id`,
    summary: 'End, as a contact, one of your sessions.',
    access: 'signed_in',
    params: z.object({ id: idOf('contact_session') }),
  }),
} satisfies Contract
