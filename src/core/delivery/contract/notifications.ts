/** What people are told, and how they want to be told. Everything here is one's own. */
import { z } from 'zod'
import { ACTOR_KINDS } from '#core/records/contract/contract.ts'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'

const BASE = '/api/pitcrew/v1/notifications'
const PREFERENCES = '/api/pitcrew/v1/notification-preferences'

const reasonField = z.enum(['assigned', 'asked', 'mentioned', 'owner', 'deputy', 'author', 'asker', 'watching'])
const channelField = z.enum(['console', 'mail'])
const timeField = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00')
  .meta({ examples: ['22:00'] })

/** A thing as people call it. */
const calledField = z
  .object({ label: z.string().nullable(), title: z.string() })
  .nullable()
  .meta({ description: 'How it is called now, records with their label; null when it has no name, is gone, or may not be seen any more' })

export const notification = z.object({
  id: idOf('notification'),
  topic: z.object({ key: z.string(), title: z.string() }),
  reason: reasonField.meta({ description: 'Why this person is told' }),
  record: z.string().meta({ description: 'Id of what it is about' }),
  called: calledField,
  href: z.string().meta({ description: 'Path in the console' }),
  isPage: z.boolean(),
  items: z
    .array(
      z.object({
        at: instantField,
        actor: z.string(),
        actorKind: z.enum(ACTOR_KINDS),
        words: z.string(),
        kind: z.string().nullable().meta({ description: 'Kind of event; null in notifications from before it was kept' }),
        particulars: z.record(z.string(), z.unknown()).meta({ description: 'By kind of event, without what is personal' }),
      }),
    )
    .meta({ description: 'What happened, oldest first; the words follow the name of the actor' }),
  count: z.number().int().meta({ description: 'How many things happened; more than items when the oldest were left out' }),
  changedAt: instantField,
  readAt: instantField.nullable(),
})

const refusalFields = {
  channel: channelField,
  about: z.enum(['topic', 'record', 'reason']),
  key: z.string().min(1).max(100).meta({ description: 'Key of the topic, id of the record, or the reason' }),
}

const preferenceFields = {
  mail: z.enum(['each', 'daily', 'weekly', 'off']).meta({ description: 'Each by itself, a digest, or none' }),
  digestHour: z.number().int().min(0).max(23).meta({ description: 'Local hour of the digest' }),
  digestWeekday: z.number().int().min(1).max(7).meta({ description: 'Day of a weekly digest; 1 is Monday' }),
  quiet: z
    .object({ from: timeField, to: timeField })
    .nullable()
    .meta({ description: 'Local times between which no mail is sent; pages excepted' }),
}

export const preferences = z.object({
  ...preferenceFields,
  version: z.number().int(),
  topics: z.array(z.object({ key: z.string(), title: z.string() })),
  refusals: z.array(z.object({ ...refusalFields, called: calledField, since: instantField })),
})

export const notificationRoutes = {
  listNotifications: route({
    id: 'delivery.listNotifications',
    method: 'GET',
    path: BASE,
    summary: 'List one’s own notifications; what changed last comes first.',
    access: 'signed_in',
    query: z.object({ ...pageQuery, unread: z.enum(['yes']).optional() }),
    response: pageOf(notification),
  }),
  countUnread: route({
    id: 'delivery.countUnread',
    method: 'GET',
    path: `${BASE}/unread-count`,
    summary: 'Count one’s own unread notifications, up to 100.',
    access: 'signed_in',
    response: z.object({ unread: z.number().int() }),
  }),
  markNotifications: route({
    id: 'delivery.markNotifications',
    method: 'POST',
    path: `${BASE}/marks`,
    summary: 'Mark notifications as read or unread.',
    access: 'signed_in',
    body: z.object({
      ids: z.array(idOf('notification')).max(200).nullable().meta({ description: 'null: all of one’s own' }),
      isRead: z.boolean(),
    }),
    status: 204,
  }),
  readPreferences: route({
    id: 'delivery.readPreferences',
    method: 'GET',
    path: PREFERENCES,
    summary: 'Read how one wants to be told.',
    access: 'signed_in',
    response: preferences,
    versioned: 'read',
  }),
  setPreferences: route({
    id: 'delivery.setPreferences',
    method: 'PUT',
    path: PREFERENCES,
    summary: 'Say how one wants to be told.',
    access: 'signed_in',
    body: z.object(preferenceFields),
    response: preferences,
    versioned: 'write',
  }),
  setRefusal: route({
    id: 'delivery.setRefusal',
    method: 'PUT',
    path: `${PREFERENCES}/refusals`,
    summary: 'Get less of something by a channel, or as much as before.',
    access: 'signed_in',
    body: z.object({ ...refusalFields, isRefused: z.boolean() }),
    status: 204,
  }),
} satisfies Contract
