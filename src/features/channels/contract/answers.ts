/** Where providers bring back what people answered, and what became of messages. Each proves itself by its own signature or token. */
import { z } from 'zod'
import { route } from '#kit/contract.ts'

const BASE = '/api/pitcrew/v1/channel-answers'
const FORM = ['application/x-www-form-urlencoded']
const JSON_TYPE = ['application/json']
/** A form of Slack with the whole message inside; the others have some hundred bytes. */
const BODY_BYTES_MAX = 64 * 1024
const TWIML = { mediaType: 'text/xml' }

const inbound = { method: 'POST', access: 'public', bodyBytesMax: BODY_BYTES_MAX } as const

export const answersContract = {
  takeSlack: route({
    ...inbound,
    id: 'channels.takeSlack',
    path: `${BASE}/slack`,
    summary: 'Take a pressed button of Slack, signed with the secret of the app.',
    takes: FORM,
    status: 200,
    response: z.object({}),
  }),
  takeTelegram: route({
    ...inbound,
    id: 'channels.takeTelegram',
    path: `${BASE}/telegram`,
    summary: 'Take what was pressed or written in Telegram, with the secret of the web hook.',
    takes: JSON_TYPE,
    response: z.record(z.string(), z.string()).meta({ description: 'What the bot says to it' }),
  }),
  takeTwilioReply: route({
    ...inbound,
    id: 'channels.takeTwilioReply',
    path: `${BASE}/twilio/replies`,
    summary: 'Take a text message that was sent back, signed by Twilio.',
    takes: FORM,
    document: TWIML,
  }),
  takeTwilioDigits: route({
    ...inbound,
    id: 'channels.takeTwilioDigits',
    path: `${BASE}/twilio/calls/:message`,
    summary: 'Take the digit that was pressed in a call, signed by Twilio.',
    params: z.object({ message: z.uuid() }),
    takes: FORM,
    document: TWIML,
  }),
  takeTwilioReceipt: route({
    ...inbound,
    id: 'channels.takeTwilioReceipt',
    path: `${BASE}/twilio/receipts`,
    summary: 'Take what became of a text message or a call, signed by Twilio.',
    takes: FORM,
  }),
  takePushover: route({
    ...inbound,
    id: 'channels.takePushover',
    path: `${BASE}/pushover/:token`,
    summary: 'Take that an emergency was acknowledged in Pushover.',
    params: z.object({ token: z.string().length(44) }),
    takes: FORM,
  }),
  takeMattermost: route({
    ...inbound,
    id: 'channels.takeMattermost',
    path: `${BASE}/mattermost`,
    summary: 'Take a pressed button of Mattermost; the token in it proves it.',
    takes: JSON_TYPE,
    response: z.object({ ephemeral_text: z.string() }),
  }),
}
