/** What telephone calls and text messages by Twilio share: https://www.twilio.com/docs/usage/api */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { accepted, failed, type Judged } from '../../../domain/judging.ts'
import { asForm, jsonOf, judgeStatus, type ChannelRequest, type ProviderAnswer } from '../over-http.ts'

/** E.164: what every provider understands. */
export const numberTarget = z.object({ number: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +491701234567') })

export const twilioProvider = z.object({
  kind: z.literal('twilio'),
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'must be an account SID, AC and 32 characters'),
  /** A number, or a messaging service (MG…). */
  from: z.string().regex(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32})$/, 'must be a number such as +491701234567, or a messaging service'),
  authToken: z.string().min(16).max(100),
})
export type Twilio = z.infer<typeof twilioProvider>

/** Where Twilio says what became of messages and calls, and where replies arrive. */
export const TWILIO_PATH = '/api/pitcrew/v1/channel-answers/twilio'

export function twilioRequest(provider: Twilio, resource: 'Messages' | 'Calls', fields: Readonly<Record<string, string>>): ChannelRequest {
  const authorization = `Basic ${Buffer.from(`${provider.accountSid}:${provider.authToken}`).toString('base64')}`
  return {
    url: `https://api.twilio.com/2010-04-01/Accounts/${provider.accountSid}/${resource}.json`,
    ...asForm(fields, { authorization }),
  }
}

/**
 * No such number, one that cannot get this, one whose owner said STOP: https://www.twilio.com/docs/api/errors/21211 and its neighbours
 * 21217, 21610, 21614, 13224.
 */
const NOBODY = new Set([21211, 21217, 21610, 21614, 13224])

export function readTwilio(answer: ProviderAnswer): Judged {
  const { sid, code } = jsonOf(answer.text)
  if (typeof sid === 'string' && answer.status < 300) return accepted(`HTTP ${answer.status}: ${sid}`, sid)
  if (typeof code === 'number' && NOBODY.has(code)) return failed('invalid_address', `HTTP ${answer.status}: ${answer.text}`)
  const judged = judgeStatus(answer)
  // Their 404 is about the account, not about the number.
  return judged.kind === 'failed' && judged.reason === 'invalid_address' ? { ...judged, reason: 'refused' } : judged
}

/** https://www.twilio.com/docs/usage/security#validating-requests: address and sorted fields, HMAC-SHA1 under the token. */
export function isFromTwilio(
  authToken: string,
  signed: { readonly url: string; readonly fields: URLSearchParams; readonly signature: string },
): boolean {
  const pairs = [...signed.fields].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const text = signed.url + pairs.map(([name, value]) => name + value).join('')
  const expected = createHmac('sha1', authToken).update(text).digest()
  const given = Buffer.from(signed.signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** What they report of messages and calls, as what it means; undefined while nothing is decided. */
export function receiptOf(status: string): { readonly state: 'delivered' | 'failed'; readonly reason: string | null } | undefined {
  if (['delivered', 'read', 'in-progress', 'completed', 'answered'].includes(status)) return { state: 'delivered', reason: null }
  if (['undelivered', 'failed', 'busy', 'no-answer', 'canceled'].includes(status)) return { state: 'failed', reason: status }
  return undefined
}

/** Text inside TwiML; signs that XML cannot hold become blanks. */
export const xml = (text: string): string =>
  text.replaceAll(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(/[^\P{Cc}\t\n\r]/gu, ' ')
