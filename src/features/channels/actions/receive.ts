/**
 * What providers bring back: each proves itself by its signature or by a token of ours, says who answered what, and is answered in its
 * own form. What does not prove itself is refused and told to nobody.
 */
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Fault } from '#kit/fault.ts'
import { channelsCodes } from '../contract/codes.ts'
import type { AnswerVerdict } from '../domain/answering.ts'
import type { ChannelName } from '../domain/channels.ts'
import { ANSWER_WORDS, type Answer } from '../domain/message.ts'
import { ANSWERABLE_FOR_MS } from '../domain/rings.ts'
import { later } from '#kit/time.ts'
import type { Needs } from '../needs.ts'
import { findByDigest } from '../store/addresses.ts'
import { findAnswerable, findMessage, noteReceipt } from '../store/messages.ts'
import { findProvider } from '../store/providers.ts'
import { readAnswerToken } from './answer-token.ts'
import { takeAnswer } from './answering.ts'
import { isFromSlack } from './channels/slack/slack.ts'
import { isFromTwilio, receiptOf, TWILIO_PATH, xml } from './channels/twilio/twilio.ts'
import { proveByStart } from './proving.ts'
import { digestOf, openProvider } from './targets.ts'

/** A request as it came. */
export interface Inbound {
  readonly bytes: Uint8Array
  readonly header: (name: string) => string | undefined
}

/** What the channel says back to whoever answered. */
const TOLD: Readonly<Record<AnswerVerdict, string>> = {
  taken: 'Answered.',
  said_before: 'Answered already.',
  unknown: 'There is nothing to answer.',
  not_offered: 'This cannot be answered so.',
  over: 'This is over, or somebody else answered.',
  expired: 'This came too late.',
}

const refused = (): Fault => new Fault(channelsCodes.answer_refused)

async function secretsOf(needs: Needs, channel: ChannelName): Promise<Readonly<Record<string, unknown>>> {
  const row = await needs.work.read((tx) => findProvider(tx, channel))
  if (row === undefined) throw refused()
  return { ...row.settings, ...openProvider(needs.secrets, row) }
}

/** Whom the provider means; undefined when nobody here, or more than one. */
async function personBy(needs: Needs, channel: ChannelName, named: string): Promise<string | null> {
  const digest = digestOf(needs.secrets, channel, named)
  const rows = await needs.work.read((tx) => findByDigest(tx, { channels: [channel], digest }))
  const people = new Set(rows.flatMap(({ personId }) => (personId === null ? [] : [personId])))
  return people.size === 1 ? ([...people][0] ?? null) : null
}

async function takeToken(needs: Needs, token: string, personId: string | null): Promise<string> {
  const said = readAnswerToken(needs.secrets, token)
  if (said === undefined) return TOLD.unknown
  const { verdict } = await takeAnswer(needs, { ...said, personId })
  return verdict === 'taken' ? `${ANSWER_WORDS.en[said.answer]}: ${TOLD.taken}` : TOLD[verdict]
}

const slackPress = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().max(50) }),
  actions: z.array(z.object({ value: z.string().max(100).optional() })).max(25),
})

/** https://docs.slack.dev/interactivity/handling-user-interaction */
export async function receiveSlack(needs: Needs, { bytes, header }: Inbound): Promise<void> {
  const { signingSecret } = await secretsOf(needs, 'slack')
  const signed = {
    timestamp: header('x-slack-request-timestamp') ?? '',
    signature: header('x-slack-signature') ?? '',
    body: bytes,
    at: needs.clock.now(),
  }
  if (typeof signingSecret !== 'string' || !isFromSlack(signingSecret, signed)) throw refused()
  const press = slackPress.safeParse(parsedJson(formOf(bytes).get('payload') ?? ''))
  if (!press.success) return
  const personId = await personBy(needs, 'slack', press.data.user.id)
  for (const { value } of press.data.actions) if (value !== undefined) await takeToken(needs, value, personId)
}

const telegramUpdate = z.object({
  callback_query: z.object({ id: z.string().max(100), from: z.object({ id: z.number() }), data: z.string().max(64).optional() }).optional(),
  message: z.object({ chat: z.object({ id: z.number() }), text: z.string().max(5_000).optional() }).optional(),
})

/** Says what the bot does next, in the answer itself: https://core.telegram.org/bots/api#making-requests-when-getting-updates */
export async function receiveTelegram(needs: Needs, { bytes, header }: Inbound): Promise<Readonly<Record<string, string>>> {
  const { webhookSecret } = await secretsOf(needs, 'telegram')
  if (typeof webhookSecret !== 'string' || !isSame(webhookSecret, header('x-telegram-bot-api-secret-token') ?? '')) throw refused()
  const update = telegramUpdate.safeParse(parsedJson(Buffer.from(bytes).toString('utf8')))
  if (!update.success) return {}
  const { callback_query: press, message } = update.data
  if (press?.data !== undefined) {
    const text = await takeToken(needs, press.data, await personBy(needs, 'telegram', String(press.from.id)))
    return { method: 'answerCallbackQuery', callback_query_id: press.id, text }
  }
  const start = /^\/start(?:@\w+)? ([\w-]{16})$/.exec(message?.text ?? '')?.[1]
  if (start === undefined || message === undefined) return {}
  const chatId = String(message.chat.id)
  const text = (await proveByStart(needs, start, chatId))
    ? 'Pages arrive here from now on.'
    : 'This link has expired. Make a new one in Pitcrew.'
  return { method: 'sendMessage', chat_id: chatId, text }
}

const mattermostPress = z.object({ user_id: z.string().max(50), context: z.object({ token: z.string().max(100) }) })

/** The token in the context proves it: only this Mattermost was told it. */
export async function receiveMattermost(needs: Needs, { bytes }: Inbound): Promise<string> {
  const press = mattermostPress.safeParse(parsedJson(Buffer.from(bytes).toString('utf8')))
  if (!press.success) return TOLD.unknown
  return takeToken(needs, press.data.context.token, null)
}

/** https://pushover.net/api/receipts#callback: the token in the address proves it. */
export async function receivePushover(needs: Needs, token: string, { bytes }: Inbound): Promise<void> {
  if (readAnswerToken(needs.secrets, token) === undefined) throw refused()
  if (formOf(bytes).get('acknowledged') === '1') await takeToken(needs, token, null)
}

/** The fields, when Twilio signed them for this path of ours. Calls and text messages may have an account each. */
async function fromTwilio(needs: Needs, path: string, { bytes, header }: Inbound): Promise<URLSearchParams> {
  const fields = formOf(bytes)
  const signed = { url: `${needs.config.publicUrl}${TWILIO_PATH}${path}`, fields, signature: header('x-twilio-signature') ?? '' }
  const rows = await needs.work.read(async (tx) => [await findProvider(tx, 'sms'), await findProvider(tx, 'voice')])
  const isTheirs = rows.some((row) => {
    if (row?.settings['kind'] !== 'twilio') return false
    return isFromTwilio(String(openProvider(needs.secrets, row)['authToken']), signed)
  })
  if (!isTheirs) throw refused()
  return fields
}

/** A reply means the newest page to that number. */
export async function receiveTwilioReply(needs: Needs, inbound: Inbound): Promise<string> {
  const fields = await fromTwilio(needs, '/replies', inbound)
  const digest = digestOf(needs.secrets, 'sms', fields.get('From') ?? '')
  const message = await needs.work.read(async (tx) => {
    const addressIds = (await findByDigest(tx, { channels: ['sms'], digest })).map(({ id }) => id)
    return findAnswerable(tx, { addressIds, since: later(needs.clock.now(), -ANSWERABLE_FOR_MS) })
  })
  const answer = message && answerIn(fields.get('Body') ?? '', message.answers)
  if (message === undefined) return `<Response><Message>${TOLD.unknown}</Message></Response>`
  if (answer === undefined) return `<Response><Message>${xml(choices(message.answers))}</Message></Response>`
  const { verdict } = await takeAnswer(needs, { messageId: message.id, answer })
  return `<Response><Message>${xml(`${message.subject}: ${TOLD[verdict]}`)}</Message></Response>`
}

const choices = (answers: readonly Answer[]): string => answers.map((answer, index) => `${index + 1} ${ANSWER_WORDS.en[answer]}`).join(', ')

/** A digit, or the word in either language. */
function answerIn(text: string, answers: readonly Answer[]): Answer | undefined {
  const said = text.trim().toLowerCase()
  return answers.find(
    (answer, index) =>
      said === String(index + 1) || said === ANSWER_WORDS.en[answer].toLowerCase() || said === ANSWER_WORDS.de[answer].toLowerCase(),
  )
}

/** `messageId`: which page the call spoke of. */
export async function receiveTwilioDigits(needs: Needs, messageId: string, inbound: Inbound): Promise<string> {
  const fields = await fromTwilio(needs, `/calls/${messageId}`, inbound)
  const message = await needs.work.read((tx) => findMessage(tx, messageId))
  const answer = message?.answers[Number(fields.get('Digits') ?? 'none') - 1]
  const verdict = answer === undefined ? 'not_offered' : (await takeAnswer(needs, { messageId, answer })).verdict
  return `<Response><Say>${TOLD[verdict]}</Say></Response>`
}

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status and the same of calls. */
export async function receiveTwilioReceipt(needs: Needs, inbound: Inbound): Promise<void> {
  const fields = await fromTwilio(needs, '/receipts', inbound)
  const [call, message] = [fields.get('CallSid'), fields.get('MessageSid')]
  const receipt = receiptOf(fields.get('CallStatus') ?? fields.get('MessageStatus') ?? '')
  const reference = call ?? message
  if (receipt === undefined || reference === null) return
  const answer = [fields.get('MessageStatus') ?? fields.get('CallStatus'), fields.get('ErrorCode')].filter(Boolean).join(' ')
  const channel = call === null ? 'sms' : 'voice'
  await needs.work.run((tx) => noteReceipt(tx, { channel, reference, ...receipt, answer, at: needs.clock.now() }))
}

const formOf = (bytes: Uint8Array): URLSearchParams => new URLSearchParams(Buffer.from(bytes).toString('utf8'))

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
