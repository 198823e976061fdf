/** What Sentry's clients send; they append `/api/<project>/envelope/` to what their DSN says. */
import { z } from 'zod'
import { route, type Contract } from '#kit/contract.ts'
import { BODY_BYTES_MAX } from '../domain/limits.ts'

/** A hundred senders behind one address, each with some requests a second; what they may send together the quota says. */
const PER_MINUTE = 60_000

const sent = {
  method: 'POST',
  access: 'environment_key',
  fromSites: true,
  // Browsers send text, so that they need not ask before; some clients send bytes without saying what they are.
  takes: ['application/x-sentry-envelope', 'application/json', 'text/plain', 'application/octet-stream'],
  params: z.object({ project: z.string().regex(/^\d{1,20}$/, 'must be the number at the end of the DSN') }),
  query: z.object({ sentry_key: z.string().max(100).optional().meta({ description: 'Key of the DSN, unless a header has it' }) }),
  bodyBytesMax: BODY_BYTES_MAX,
  perMinute: PER_MINUTE,
  response: z.object({ id: z.string().meta({ description: 'Id of the event; empty when the envelope held none' }) }),
} as const

export const envelopeRoutes = {
  takeEnvelope: route({
    ...sent,
    id: 'errors.takeEnvelope',
    path: '/sentry/api/:project/envelope/',
    summary:
      'Take an envelope of a Sentry client: errors, transactions, sessions, feedback, files; acknowledged when they are on the disk.',
  }),
  takeEvent: route({
    ...sent,
    id: 'errors.takeEvent',
    path: '/sentry/api/:project/store/',
    summary: 'Take one event as old Sentry clients send it; acknowledged when it is on the disk.',
  }),
} satisfies Contract
