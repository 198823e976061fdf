/**
 * Slack, by an incoming web hook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks) with links, or by an app
 * (https://docs.slack.dev/reference/methods/chat.postMessage) with buttons.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { accepted, failed, type Failure, type Judged } from '../../../domain/judging.ts'
import { cut, linesOf, type Outgoing } from '../../../domain/message.ts'
import { asJson, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf, type ProviderAnswer } from '../over-http.ts'

/** Of the text of a section block (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const SECTION_CHARACTERS_MAX = 3_000

export const slackTarget = z.union([
  z.object({ webhook: z.url({ protocol: /^https$/, hostname: /^hooks\.slack(-gov)?\.com$/ }).max(300) }),
  /** A person, a channel or a group of the work space. */
  z.object({ id: z.string().regex(/^[UWCGD][A-Z0-9]{6,20}$/, 'must be an id such as U024BE7LH') }),
])
export const slackProvider = z.object({
  botToken: z.string().regex(/^xoxb-[\w-]{10,200}$/, 'must be a bot token, xoxb-…'),
  signingSecret: z.string().regex(/^[0-9a-f]{32}$/, 'must be the signing secret, 32 characters'),
})

export const slackChannel = httpChannel<z.infer<typeof slackTarget>, z.infer<typeof slackProvider> | null>({
  name: 'slack',
  target: slackTarget,
  provider: slackProvider,
  sender: () => 'https://slack.com',
  hint: (target) => tailOf('id' in target ? target.id : target.webhook),
  named: (target) => ('id' in target ? target.id : undefined),
  compose: ({ message, target, provider }) => {
    if ('webhook' in target) return { url: target.webhook, ...asJson(blocks(message, false)) }
    return {
      url: 'https://slack.com/api/chat.postMessage',
      ...asJson({ channel: target.id, ...blocks(message, true) }, { authorization: `Bearer ${provider?.botToken ?? ''}` }),
    }
  },
  read: readSlack,
})

/** `text` is what the notification of the telephone shows. */
function blocks(message: Outgoing, hasApp: boolean): object {
  const told = cut([`*${escaped(message.subject)}*`, ...linesOf(message).map(escaped)].join('\n'), SECTION_CHARACTERS_MAX)
  const open = { type: 'button', text: plain('Pitcrew'), url: message.url, action_id: 'open' }
  const buttons = message.answers.map(({ answer, label, token, url }) => ({
    type: 'button',
    text: plain(label),
    action_id: answer,
    ...(hasApp ? { value: token } : { url }),
  }))
  return {
    text: escaped(message.subject),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: told } },
      { type: 'actions', elements: [...buttons, open] },
    ],
  }
}

const plain = (text: string) => ({ type: 'plain_text', text })
/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const ERRORS: Readonly<Record<string, Failure>> = {
  ratelimited: 'rate_limited',
  internal_error: 'provider_error',
  fatal_error: 'provider_error',
  service_unavailable: 'provider_error',
  channel_not_found: 'invalid_address',
  is_archived: 'invalid_address',
  user_not_found: 'invalid_address',
}

/** The app answers JSON with 200 for nearly everything, a web hook "ok" or a word with a status. */
function readSlack(answer: ProviderAnswer): Judged {
  const { ok, ts, error } = jsonOf(answer.text)
  if (ok === true) return accepted(`HTTP ${answer.status}`, referenceOf(ts))
  if (ok === false && answer.status === 200) return failed(ERRORS[String(error)] ?? 'refused', String(error))
  return judgeStatus(answer)
}

/** Older ones could be somebody's recording: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const AGE_MAX_MS = 5 * MINUTE_MS

export function isFromSlack(
  signingSecret: string,
  signed: { readonly timestamp: string; readonly signature: string; readonly body: Uint8Array; readonly at: Instant },
): boolean {
  if (!/^\d{1,12}$/.test(signed.timestamp) || Math.abs(signed.at - Number(signed.timestamp) * SECOND_MS) > AGE_MAX_MS) return false
  const expected = Buffer.from(
    `v0=${createHmac('sha256', signingSecret).update(`v0:${signed.timestamp}:`).update(signed.body).digest('hex')}`,
  )
  const given = Buffer.from(signed.signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
