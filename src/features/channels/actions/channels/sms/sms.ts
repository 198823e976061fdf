/** Text messages, by Twilio or any provider with an HTTP interface. A reply of one digit answers. */
import { z } from 'zod'
import { cut, type Outgoing } from '../../../domain/message.ts'
import { httpChannel, tailOf } from '../over-http.ts'
import { filled, httpProvider, readTemplate } from '../twilio/template.ts'
import { numberTarget, readTwilio, twilioProvider, twilioRequest, TWILIO_PATH } from '../twilio/twilio.ts'

export const phoneProvider = z.discriminatedUnion('kind', [twilioProvider, httpProvider])

/** Where whoever sends texts and calls is reached. */
export const phoneSender = (provider: z.infer<typeof phoneProvider>): string =>
  provider.kind === 'twilio' ? 'https://api.twilio.com' : provider.url

/** Three parts of a text: more is not read at night and costs more than it says. */
const CHARACTERS_MAX = 459

const REPLY = { en: 'Reply', de: 'Antwort' } as const

export const smsChannel = httpChannel({
  name: 'sms',
  target: numberTarget,
  provider: phoneProvider,
  sender: phoneSender,
  hint: ({ number }) => tailOf(number),
  named: ({ number }) => number,
  compose: ({ message, target, provider, publicUrl }) => {
    const text = smsText(message, provider.kind === 'twilio')
    if (provider.kind === 'http') return filled(provider, { to: target.number, text, key: message.key })
    const from: Record<string, string> = provider.from.startsWith('MG') ? { MessagingServiceSid: provider.from } : { From: provider.from }
    return twilioRequest(provider, 'Messages', {
      To: target.number,
      ...from,
      Body: text,
      StatusCallback: `${publicUrl}${TWILIO_PATH}/receipts`,
    })
  },
  read: (answer) => (answer.text.includes('"sid"') || answer.text.includes('"more_info"') ? readTwilio(answer) : readTemplate(answer)),
})

/** Without the chart, whose signs would double the parts of the text. What may be replied stands at the end and is never cut; who cannot reply gets the link. */
export function smsText(message: Outgoing, mayReply: boolean): string {
  const replies = mayReply
    ? message.answers.map(({ label }, index) => `${index + 1} ${label}`).join(', ')
    : message.answers
        .slice(0, 1)
        .map(({ url }) => url)
        .join('')
  const tail = [
    replies === '' ? '' : `${mayReply ? `${REPLY[message.language]}: ` : ''}${replies}`,
    message.answers.length > 0 ? '' : message.url,
  ]
    .filter(Boolean)
    .join('\n')
  return `${cut([message.subject, ...message.lines].join('\n'), CHARACTERS_MAX - tail.length - 1)}\n${tail}`
}
