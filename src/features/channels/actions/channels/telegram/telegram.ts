/** By a bot of Telegram, with buttons: https://core.telegram.org/bots/api#sendmessage */
import { z } from 'zod'
import { accepted, failed, type Judged } from '../../../domain/judging.ts'
import { SECOND_MS } from '#kit/time.ts'
import { asJson, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf, type ProviderAnswer } from '../over-http.ts'
import { plainText } from '../plain.ts'

/** Of sendMessage: 4,096 after the entities are read. */
const CHARACTERS_MAX = 4_000

export const telegramTarget = z.object({ chatId: z.string().regex(/^-?\d{1,20}$/) })
export const telegramProvider = z.object({
  botName: z.string().regex(/^[A-Za-z]\w{3,31}$/, 'must be the name of the bot, without @'),
  botToken: z.string().regex(/^\d{5,15}:[\w-]{30,60}$/, 'must be a token such as 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'),
  /** Made here; comes back with every answer, so that nobody else can send one. */
  webhookSecret: z.string().min(1),
})

export const telegramUrl = (botToken: string, method: string): string => `https://api.telegram.org/bot${botToken}/${method}`

export const telegramChannel = httpChannel({
  name: 'telegram',
  target: telegramTarget,
  provider: telegramProvider,
  sender: () => 'https://api.telegram.org',
  hint: ({ chatId }) => tailOf(chatId),
  named: ({ chatId }) => chatId,
  compose: ({ message, target, provider }) => ({
    url: telegramUrl(provider.botToken, 'sendMessage'),
    ...asJson({
      chat_id: target.chatId,
      text: plainText(message, CHARACTERS_MAX),
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [message.answers.map(({ label, token }) => ({ text: label, callback_data: token }))] },
    }),
  }),
  read: readTelegram,
})

/** A bot that was blocked or thrown out, a chat that is no more. */
const NOBODY = /blocked|chat not found|user is deactivated|kicked|chat was deleted/i

function readTelegram(answer: ProviderAnswer): Judged {
  const { ok, result, description, parameters } = jsonOf(answer.text)
  const words = `HTTP ${answer.status}: ${typeof description === 'string' ? description : answer.text}`
  if (ok === true) return accepted(`HTTP ${answer.status}`, referenceOf((result as { message_id?: unknown } | undefined)?.message_id))
  if (typeof description === 'string' && NOBODY.test(description)) return failed('invalid_address', words)
  const seconds = (parameters as { retry_after?: unknown } | undefined)?.retry_after
  if (answer.status === 429) return failed('rate_limited', words, typeof seconds === 'number' ? seconds * SECOND_MS : null)
  const judged = judgeStatus(answer)
  // Their 404 is a wrong token.
  return judged.kind === 'failed' && judged.reason === 'invalid_address' ? failed('refused', words) : judged
}
