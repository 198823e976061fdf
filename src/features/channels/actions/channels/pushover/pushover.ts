/** By Pushover: https://pushover.net/api. An emergency sounds again every 30 seconds until it is acknowledged there. */
import { z } from 'zod'
import { accepted, failed, type Judged } from '../../../domain/judging.ts'
import { cut, linesOf, type Outgoing } from '../../../domain/message.ts'
import { asForm, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf, type ProviderAnswer } from '../over-http.ts'

// https://pushover.net/api#limits
const TITLE_CHARACTERS_MAX = 250
const TEXT_CHARACTERS_MAX = 1_024
// https://pushover.net/api#priority: emergency is 2 and needs both; retry at least 30 seconds, expire at most 10,800.
const EMERGENCY = { priority: '2', retry: '30', expire: '1800' } as const

/** Where Pushover says that an emergency was acknowledged. */
export const PUSHOVER_PATH = '/api/pitcrew/v1/channel-answers/pushover'

const key = z.string().regex(/^[A-Za-z0-9]{30}$/, 'must be 30 letters and digits')
export const pushoverTarget = z.object({ user: key })
export const pushoverProvider = z.object({ token: key })

export const pushoverChannel = httpChannel({
  name: 'pushover',
  target: pushoverTarget,
  provider: pushoverProvider,
  sender: () => 'https://api.pushover.net',
  hint: ({ user }) => tailOf(user),
  compose: ({ message, target, provider, publicUrl }) => ({
    url: 'https://api.pushover.net/1/messages.json',
    ...asForm({
      token: provider.token,
      user: target.user,
      title: cut(message.subject, TITLE_CHARACTERS_MAX),
      message: cut(linesOf(message).join('\n') || message.subject, TEXT_CHARACTERS_MAX),
      url: message.url,
      url_title: 'Pitcrew',
      ...urgency(message, publicUrl),
    }),
  }),
  read: readPushover,
  // https://pushover.net/api/receipts#cancel
  composeWithdrawal: ({ reference, provider }) => ({
    url: `https://api.pushover.net/1/receipts/${encodeURIComponent(reference ?? '')}/cancel.json`,
    ...asForm({ token: provider.token }),
  }),
})

/** What asks for nothing is no emergency: nobody could end it. */
function urgency({ severity, answers }: Outgoing, publicUrl: string): Readonly<Record<string, string>> {
  const [first] = answers
  if (first === undefined || severity === 'minor' || severity === 'notify') return { priority: first === undefined ? '0' : '1' }
  return { ...EMERGENCY, callback: `${publicUrl}${PUSHOVER_PATH}/${first.token}` }
}

function readPushover(answer: ProviderAnswer): Judged {
  const { status, receipt, request, user } = jsonOf(answer.text)
  const words = `HTTP ${answer.status}: ${answer.text}`
  if (status === 1) return accepted(words, referenceOf(receipt, request))
  if (user === 'invalid') return failed('invalid_address', words)
  const judged = judgeStatus(answer)
  return judged.kind === 'failed' && judged.reason === 'invalid_address' ? failed('refused', words) : judged
}
