/** How mail leaves this installation, and who gets none. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { READ_MESSAGES, WRITE_MAIL } from '../domain/permissions.ts'

const BASE = '/api/pitcrew/v1/mail-relay'
const SUPPRESSIONS = '/api/pitcrew/v1/mail-suppressions'

const addressField = z.email().max(254)

const relayFields = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/, 'must be a host name or an address')
    .meta({ description: 'Name or address of the relay', examples: ['smtp.example.com'] }),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .meta({ examples: [587] }),
  security: z
    .enum(['tls', 'starttls', 'starttls_if_offered'])
    .meta({ description: 'tls from the first byte, starttls or nothing, starttls when the relay offers it' }),
  username: z.string().min(1).max(254).nullable().meta({ description: 'null when the relay asks for no sign-in' }),
  privateAllowed: z.boolean().meta({ description: 'The relay stands in a network of one’s own; owners answer for that' }),
  senderAddress: addressField.meta({ description: 'From whom mail comes' }),
  senderName: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\r\n"<>]+$/, 'must have no quotes or angle brackets')
    .nullable(),
}

export const relayAnswer = z.object({
  version: z.number().int().meta({ description: '0: none is configured' }),
  relay: z
    .object({
      ...relayFields,
      hasPassword: z.boolean(),
      dkim: z
        .object({ domain: z.string(), selector: z.string(), recordName: z.string(), recordValue: z.string() })
        .nullable()
        .meta({ description: 'The TXT record to publish; null when mail is not signed' }),
    })
    .nullable(),
})

const finding = z.object({
  ok: z.boolean(),
  kind: z.string().meta({ description: 'What was found, by its key' }),
  particulars: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'What the sentence names' }),
  sentence: z.string(),
  mend: z.string().nullable().meta({ description: 'What to do about it; null when all is well' }),
})

export const suppression = z.object({
  address: z.string(),
  cause: z.enum(['manual', 'unsubscribed', 'bounced']),
  note: z.string().nullable(),
  since: instantField,
})

export const mailRoutes = {
  readRelay: route({
    id: 'delivery.readRelay',
    method: 'GET',
    path: BASE,
    summary: 'Read how mail leaves.',
    access: { permission: READ_MESSAGES },
    response: relayAnswer,
    versioned: 'read',
  }),
  setRelay: route({
    id: 'delivery.setRelay',
    method: 'PUT',
    path: BASE,
    summary: 'Say how mail leaves; what waits because of the relay as it was is tried at once.',
    access: { permission: WRITE_MAIL },
    body: z.object({
      ...relayFields,
      password: z.string().min(1).max(1_000).nullable().optional().meta({ description: 'Left out keeps the one that is there' }),
      signs: z.boolean().meta({ description: 'Sign by DKIM with a key that Pitcrew makes' }),
    }),
    response: relayAnswer,
    versioned: 'write',
  }),
  checkMail: route({
    id: 'delivery.checkMail',
    method: 'GET',
    path: `${BASE}/findings`,
    summary: 'Connect to the relay, and ask DNS about the sender’s domain.',
    access: { permission: READ_MESSAGES },
    perMinute: 20,
    response: z.object({ items: z.array(finding) }),
  }),
  sendTestMail: route({
    id: 'delivery.sendTestMail',
    method: 'POST',
    path: `${BASE}/test-messages`,
    summary: 'Send a test mail through the configured relay.',
    access: { permission: WRITE_MAIL },
    perMinute: 10,
    body: z.object({ to: addressField }),
    response: z.object({ id: idOf('message') }),
    status: 201,
  }),
  listSuppressions: route({
    id: 'delivery.listSuppressions',
    method: 'GET',
    path: SUPPRESSIONS,
    summary: 'List addresses that get no mail, or none in bulk.',
    access: { permission: READ_MESSAGES },
    query: z.object(pageQuery),
    response: pageOf(suppression),
  }),
  addSuppression: route({
    id: 'delivery.addSuppression',
    method: 'POST',
    path: SUPPRESSIONS,
    summary: 'Send nothing more to an address.',
    access: { permission: WRITE_MAIL },
    body: z.object({ address: addressField, note: z.string().trim().min(1).max(300).nullable().optional() }),
    status: 204,
  }),
  removeSuppression: route({
    id: 'delivery.removeSuppression',
    method: 'DELETE',
    path: `${SUPPRESSIONS}/:address`,
    summary: 'Let mail go to an address again.',
    access: { permission: WRITE_MAIL },
    params: z.object({ address: z.string().max(254) }),
  }),
} satisfies Contract
