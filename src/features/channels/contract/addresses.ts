/** By which people on duty are reached, who sends, what rings. */
import { z } from 'zod'
import { idOf, instantField, route } from '#kit/contract.ts'
import { CHANNELS } from '../domain/channels.ts'
import { FAILURES } from '../domain/judging.ts'
import { LABEL_LENGTH_MAX } from '../domain/limits.ts'
import { ANSWERS, SEVERITIES } from '../domain/message.ts'

/** Lets its holder see who sends and which channels the team has. */
export const READ_SETTINGS = 'channels.settings.read'
/** Lets its holder say who sends, and give the installation channels of its own. */
export const WRITE_SETTINGS = 'channels.settings.write'

const ADDRESSES = '/api/pitcrew/v1/channel-addresses'
const PROVIDERS = '/api/pitcrew/v1/channel-providers'
const RINGS = '/api/pitcrew/v1/channel-rings'

const labelField = z
  .string()
  .trim()
  .max(LABEL_LENGTH_MAX)
  .meta({ description: 'How its owner calls it', examples: ['Private telephone'] })
const targetField = z.record(z.string(), z.unknown()).meta({
  description: 'Where it leads; what it holds depends on the channel and is never told again',
  examples: [{ number: '+491701234567' }],
})

/** What a provider said to one message. */
export const outcome = z.object({
  state: z.enum(['handed_over', 'failed']),
  reason: z.enum(FAILURES).nullable(),
  answer: z.string().meta({ description: 'The provider’s own words' }),
})

export const channelAddress = z.object({
  id: idOf('channel_address'),
  channel: z.enum(CHANNELS),
  label: z.string(),
  hint: z.string().meta({ description: 'Enough to recognise it by; empty for what the account has anyway' }),
  privateAllowed: z.boolean(),
  breaksSilence: z.boolean().meta({ description: 'A page sounds although the telephone is silent' }),
  isOfAccount: z.boolean().meta({ description: 'The account has it anyway; it cannot be removed' }),
  verifiedAt: instantField.nullable().meta({ description: 'Null: not proved yet, and nothing is sent there' }),
  testedAt: instantField.nullable().meta({ description: 'When it last proved to work' }),
  turnedOff: z.object({ at: instantField, reason: z.string() }).nullable(),
  last: z
    .object({ at: instantField, state: z.string(), reason: z.string().nullable(), answer: z.string() })
    .nullable()
    .meta({ description: 'What became of the last message to it' }),
})

/** What one can be reached by, and what is missing for it. */
const offer = z.object({
  channel: z.enum(CHANNELS),
  breaksSilence: z.boolean(),
  isReady: z.boolean().meta({ description: 'False: an owner must set up first who sends it' }),
})

const addressList = z.object({ items: z.array(channelAddress), offers: z.array(offer) })
const params = z.object({ id: idOf('channel_address') })

const provider = z.object({
  channel: z.enum(CHANNELS),
  settings: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Without secrets; null: not set up' }),
  privateAllowed: z.boolean(),
  callbacks: z.array(z.string()).meta({ description: 'Addresses to enter at the provider, by which answers come back' }),
  version: z.number().int(),
})

export const addressesContract = {
  listAddresses: route({
    id: 'channels.listAddresses',
    method: 'GET',
    path: ADDRESSES,
    summary: 'List by what you are reached on duty, in your order, and what you could add.',
    access: 'signed_in',
    response: addressList.extend({ pushKey: z.string().meta({ description: 'With it a browser subscribes to push messages' }) }),
  }),
  addAddress: route({
    id: 'channels.addAddress',
    method: 'POST',
    path: ADDRESSES,
    summary: 'Add a way to reach you on duty; nothing is sent to it before it is proved.',
    access: 'signed_in',
    body: z.object({ channel: z.enum(CHANNELS), label: labelField.default(''), target: targetField.default({}) }),
    response: channelAddress,
    status: 201,
  }),
  orderAddresses: route({
    id: 'channels.orderAddresses',
    method: 'PUT',
    path: `${ADDRESSES}/order`,
    summary: 'Say in which order you are tried to be reached.',
    access: 'signed_in',
    body: z.object({ ids: z.array(idOf('channel_address')).max(50) }),
  }),
  listTeamAddresses: route({
    id: 'channels.listTeamAddresses',
    method: 'GET',
    path: '/api/pitcrew/v1/team-channels',
    summary: 'List the channels of the installation: those of the team, and pager services.',
    access: { permission: READ_SETTINGS },
    response: addressList,
  }),
  addTeamAddress: route({
    id: 'channels.addTeamAddress',
    method: 'POST',
    path: '/api/pitcrew/v1/team-channels',
    summary: 'Give the installation a channel; a test page proves it.',
    access: { permission: WRITE_SETTINGS },
    fresh: true,
    body: z.object({
      channel: z.enum(CHANNELS),
      label: labelField.min(1),
      target: targetField,
      privateAllowed: z.boolean().default(false).meta({ description: 'It may lie in a private network' }),
    }),
    response: channelAddress,
    status: 201,
  }),
  changeAddress: route({
    id: 'channels.changeAddress',
    method: 'PATCH',
    path: `${ADDRESSES}/:id`,
    summary: 'Call a channel address something else.',
    access: 'signed_in',
    params,
    body: z.object({ label: labelField }),
  }),
  removeAddress: route({
    id: 'channels.removeAddress',
    method: 'DELETE',
    path: `${ADDRESSES}/:id`,
    summary: 'Remove a channel address.',
    access: 'signed_in',
    params,
  }),
  sendCode: route({
    id: 'channels.sendCode',
    method: 'POST',
    path: `${ADDRESSES}/:id/codes`,
    summary: 'Send six digits to a channel address, or for a bot say what to write to it.',
    access: 'signed_in',
    perMinute: 10,
    params,
    response: z.object({
      startUrl: z.string().nullable().meta({ description: 'Opened on the telephone it starts the bot; null: digits were sent' }),
    }),
  }),
  proveAddress: route({
    id: 'channels.proveAddress',
    method: 'POST',
    path: `${ADDRESSES}/:id/proofs`,
    summary: 'Prove a channel address by the digits that were sent to it.',
    access: 'signed_in',
    perMinute: 20,
    params,
    body: z.object({ code: z.string().max(20) }),
  }),
  testAddress: route({
    id: 'channels.testAddress',
    method: 'POST',
    path: `${ADDRESSES}/:id/tests`,
    summary: 'Send a test page, and say what the provider answered.',
    access: 'signed_in',
    perMinute: 10,
    params,
    response: outcome,
  }),
  listRings: route({
    id: 'channels.listRings',
    method: 'GET',
    path: RINGS,
    summary: 'List what rings for you; from now on it counts as delivered.',
    access: 'signed_in',
    response: z.object({
      items: z.array(
        z.object({
          subject: z.string(),
          lines: z.array(z.string()),
          href: z.string(),
          severity: z.enum(SEVERITIES),
          at: instantField,
          answers: z.array(z.object({ answer: z.enum(ANSWERS), token: z.string() })),
        }),
      ),
    }),
  }),
  answerRing: route({
    id: 'channels.answerRing',
    method: 'PUT',
    path: `${RINGS}/:token`,
    summary: 'Answer what rings for you.',
    access: 'signed_in',
    params: z.object({ token: z.string().length(44) }),
  }),
  listProviders: route({
    id: 'channels.listProviders',
    method: 'GET',
    path: PROVIDERS,
    summary: 'List who sends each channel, without secrets.',
    access: { permission: READ_SETTINGS },
    response: z.object({ items: z.array(provider) }),
  }),
  setProvider: route({
    id: 'channels.setProvider',
    method: 'PUT',
    path: `${PROVIDERS}/:channel`,
    summary: 'Say who sends a channel; secrets that are left out stay.',
    access: { permission: WRITE_SETTINGS },
    fresh: true,
    params: z.object({ channel: z.enum(CHANNELS) }),
    body: z.object({
      values: z.record(z.string(), z.string().max(2_000)),
      privateAllowed: z.boolean().default(false),
    }),
    versioned: 'write',
  }),
  removeProvider: route({
    id: 'channels.removeProvider',
    method: 'DELETE',
    path: `${PROVIDERS}/:channel`,
    summary: 'End sending by a channel and forget its secrets.',
    access: { permission: WRITE_SETTINGS },
    fresh: true,
    params: z.object({ channel: z.enum(CHANNELS) }),
  }),
}
