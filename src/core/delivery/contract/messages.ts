/** Every message that was ever to be sent, why, and what became of it. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { READ_MESSAGES, WRITE_MESSAGES } from '../domain/permissions.ts'

const BASE = '/api/pitcrew/v1/messages'

const stateField = z.enum(['queued', 'deferred', 'handed_over', 'failed', 'suppressed', 'cancelled'])

export const messageRow = z.object({
  id: idOf('message'),
  recipient: z.string(),
  subject: z.string(),
  state: stateField,
  nature: z.enum(['person', 'program', 'bulk']).meta({ description: 'Who wrote it, and whether its recipient may stop it' }),
  why: z.string().meta({ description: 'Why this recipient gets it' }),
  attempts: z.number().int().meta({ description: 'Answers of the relay about this message' }),
  answer: z.string().nullable().meta({ description: 'The relay’s last words' }),
  queuedAt: instantField,
  changedAt: instantField,
  tryAt: instantField.nullable().meta({ description: 'When it is tried next; null when nothing more happens by itself' }),
})

export const message = messageRow.extend({
  messageId: z.string().meta({ description: 'The Message-ID header, the same however often it is sent' }),
  sender: z.string().nullable(),
  recipientName: z.string().nullable(),
  confidential: z.boolean().meta({ description: 'Holds a one-time link, so that its text is shown to nobody' }),
  text: z.string().nullable(),
  html: z.string().nullable(),
  steps: z.array(z.object({ at: instantField, state: stateField, answer: z.string().nullable() })).meta({ description: 'Oldest first' }),
})

const params = z.object({ id: idOf('message') })

export const messageRoutes = {
  listMessages: route({
    id: 'delivery.listMessages',
    method: 'GET',
    path: BASE,
    summary: 'List messages, newest first.',
    access: { permission: READ_MESSAGES },
    query: z.object({
      ...pageQuery,
      state: stateField.optional(),
      text: z.string().min(1).max(200).optional().meta({ description: 'Part of an address or of a subject' }),
    }),
    response: pageOf(messageRow),
  }),
  readMessage: route({
    id: 'delivery.readMessage',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a message with its text and everything that happened to it.',
    access: { permission: READ_MESSAGES },
    params,
    response: message,
  }),
  sendAgain: route({
    id: 'delivery.sendAgain',
    method: 'POST',
    path: `${BASE}/:id/attempts`,
    summary: 'Try a message that was not handed over now.',
    access: { permission: WRITE_MESSAGES },
    params,
    response: message,
  }),
  cancelMessage: route({
    id: 'delivery.cancelMessage',
    method: 'POST',
    path: `${BASE}/:id/cancellation`,
    summary: 'Call off a message that waits.',
    access: { permission: WRITE_MESSAGES },
    params,
    response: message,
  }),
} satisfies Contract
