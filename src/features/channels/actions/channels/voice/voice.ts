/** Telephone calls that speak, by Twilio or any provider with an HTTP interface. A pressed digit answers. */
import type { Language } from '#kit/language.ts'
import { cut, type Outgoing } from '../../../domain/message.ts'
import { httpChannel, tailOf } from '../over-http.ts'
import { phoneProvider, phoneSender } from '../sms/sms.ts'
import { filled, readTemplate } from '../twilio/template.ts'
import { numberTarget, readTwilio, TWILIO_PATH, twilioRequest, xml } from '../twilio/twilio.ts'

/** Longer than anybody listens to at night. */
const SPOKEN_CHARACTERS_MAX = 300
/** Before the voice box takes over. */
const RINGS_FOR_SECONDS = '30'

export const VOICES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }
const PRESS: Readonly<Record<Language, (digit: number, label: string) => string>> = {
  en: (digit, label) => `Press ${digit} to ${label}.`,
  de: (digit, label) => `Drücken Sie die ${digit} für ${label}.`,
}

export const voiceChannel = httpChannel({
  name: 'voice',
  target: numberTarget,
  provider: phoneProvider,
  sender: phoneSender,
  hint: ({ number }) => tailOf(number),
  named: ({ number }) => number,
  compose: ({ message, target, provider, publicUrl }) => {
    if (provider.kind === 'http') return filled(provider, { to: target.number, text: spoken(message), key: message.key })
    return twilioRequest(provider, 'Calls', {
      To: target.number,
      From: provider.from,
      Twiml: callTwiml(message, `${publicUrl}${TWILIO_PATH}/calls/${message.id}`),
      Timeout: RINGS_FOR_SECONDS,
      StatusCallback: `${publicUrl}${TWILIO_PATH}/receipts`,
    })
  },
  read: (answer) => (answer.text.includes('"sid"') || answer.text.includes('"more_info"') ? readTwilio(answer) : readTemplate(answer)),
})

/** Said twice, because whoever was asleep hears the second half of the first time. https://www.twilio.com/docs/voice/twiml/gather */
export function callTwiml(message: Outgoing, action: string): string {
  const say = `<Say language="${VOICES[message.language]}">${xml(spoken(message))}</Say>`
  if (message.answers.length === 0) return `<Response>${say}<Pause length="1"/>${say}</Response>`
  const gather = `<Gather numDigits="1" timeout="6" action="${xml(action)}">${say}</Gather>`
  return `<Response>${gather}${gather}</Response>`
}

function spoken({ subject, lines, answers, language }: Outgoing): string {
  const presses = answers.map(({ label }, index) => PRESS[language](index + 1, label.toLowerCase()))
  return [cut([subject, ...lines].join('. '), SPOKEN_CHARACTERS_MAX), ...presses].join(' ')
}
