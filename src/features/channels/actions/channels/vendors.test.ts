/** What providers are sent and what their answers mean, held against the examples of their own documents. */
import { describe, expect, test } from 'vitest'
import { instant, SECOND_MS } from '#kit/time.ts'
import type { Outgoing } from '../../domain/message.ts'
import type { Sending } from './channel.ts'
import { mattermostChannel } from './mattermost/mattermost.ts'
import { ntfyChannel } from './ntfy/ntfy.ts'
import { opsgenieChannel } from './opsgenie/opsgenie.ts'
import type { ProviderAnswer } from './over-http.ts'
import { pagerdutyChannel } from './pagerduty/pagerduty.ts'
import { pushoverChannel } from './pushover/pushover.ts'
import { isFromSlack, slackChannel } from './slack/slack.ts'
import { smsChannel, smsText } from './sms/sms.ts'
import { teamsChannel } from './teams/teams.ts'
import { telegramChannel } from './telegram/telegram.ts'
import { filled } from './twilio/template.ts'
import { isFromTwilio, receiptOf, xml } from './twilio/twilio.ts'
import { callTwiml, voiceChannel } from './voice/voice.ts'
import { webPushChannel } from './web-push/web-push.ts'
import { signWebhook, webhookChannel } from './webhook/webhook.ts'

const AT = instant('2026-11-22T03:00:00Z')
const TOKEN = 'A'.repeat(44)
const message: Outgoing = {
  id: '019aa000-0000-7000-8000-000000000001',
  key: 'page 1 step 1 address 1',
  subject: 'CPU of <db-1> at 97 % & rising',
  lines: ['Production of Shop', 'Above 90 % for five minutes.'],
  url: 'https://pitcrew.example/pages/pag_1',
  severity: 'critical',
  answers: [
    { answer: 'acknowledge', label: 'Acknowledge', token: TOKEN, url: `https://pitcrew.example/answers/${TOKEN}` },
    { answer: 'escalate', label: 'Escalate', token: `B${TOKEN.slice(1)}`, url: `https://pitcrew.example/answers/B${TOKEN.slice(1)}` },
  ],
  chart: { caption: 'CPU', points: [1, 2, 97] },
  runbookUrl: 'https://wiki.example/cpu',
  language: 'en',
}
const sending = <T, P>(target: T, provider: P, over: Partial<Outgoing> = {}): Sending<T, P> => ({
  message: { ...message, ...over },
  target,
  provider,
  privateAllowed: false,
  reached: null,
  publicUrl: 'https://pitcrew.example',
  at: AT,
})
const answer = (status: number, body: unknown = '', headers: ProviderAnswer['headers'] = {}): ProviderAnswer => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
})
const reasonOf = (judged: ReturnType<typeof webPushChannel.read>) => (judged.kind === 'failed' ? judged.reason : judged.kind)
const jsonIn = (body: string | Uint8Array) => JSON.parse(String(body))

describe('Twilio', () => {
  const provider = { kind: 'twilio', accountSid: `AC${'0'.repeat(32)}`, from: '+15017122661', authToken: 'x'.repeat(32) } as const
  const target = { number: '+15558675310' }

  test('the example of their documents carries the signature that stands there, and no other', () => {
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
    const fields = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    })
    const signature = 'GvWf1cFY/Q7PnoempGyD5oXAezc='
    expect(isFromTwilio('12345', { url, fields, signature })).toBe(true)
    expect(isFromTwilio('12346', { url, fields, signature })).toBe(false)
    expect(isFromTwilio('12345', { url: `${url}&x=1`, fields, signature })).toBe(false)
    expect(isFromTwilio('12345', { url, fields, signature: '' })).toBe(false)
  })

  test('a text says what happened, and what can be replied is never cut', () => {
    const { url, body, headers } = smsChannel.compose(sending(target, provider))
    const fields = new URLSearchParams(String(body))
    expect(url).toBe(`https://api.twilio.com/2010-04-01/Accounts/${provider.accountSid}/Messages.json`)
    expect(headers['authorization']).toBe(`Basic ${Buffer.from(`${provider.accountSid}:${provider.authToken}`).toString('base64')}`)
    expect([fields.get('To'), fields.get('From')]).toEqual(['+15558675310', '+15017122661'])
    expect(fields.get('Body')).toMatch(/^CPU of <db-1>[^]*Reply: 1 Acknowledge, 2 Escalate$/)
    const long = smsText({ ...message, lines: ['x'.repeat(2_000)] }, true)
    expect([long.length <= 459, long.endsWith('2 Escalate')]).toEqual([true, true])
  })

  test('a call says it twice, asks for a digit, and no text can end the speech', () => {
    const twiml = callTwiml(message, 'https://pitcrew.example/x?a=1&b=2')
    expect(twiml.match(/<Gather numDigits="1"/g)).toHaveLength(2)
    expect(twiml).toContain('Press 1 to acknowledge. Press 2 to escalate.')
    expect(twiml).not.toContain('<db-1>')
    expect(xml('a\u0000b<&>"')).toBe('a b&#60;&#38;&#62;&#34;')
    const fields = new URLSearchParams(String(voiceChannel.compose(sending(target, provider)).body))
    expect(fields.get('Twiml')).toContain(`channel-answers/twilio/calls/${message.id}`)
  })

  test('what they answer and report has one meaning each', () => {
    expect(smsChannel.read(answer(201, { sid: 'SM1', status: 'queued' }))).toMatchObject({ kind: 'accepted', reference: 'SM1' })
    const fault = (status: number, code: number) => answer(status, { code, message: '…', more_info: 'https://…', status })
    expect(reasonOf(smsChannel.read(fault(400, 21211)))).toBe('invalid_address')
    expect(reasonOf(smsChannel.read(fault(400, 21610)))).toBe('invalid_address')
    expect(reasonOf(smsChannel.read(fault(401, 20003)))).toBe('refused')
    expect(reasonOf(smsChannel.read(fault(404, 20404)))).toBe('refused')
    expect(reasonOf(smsChannel.read(fault(429, 20429)))).toBe('rate_limited')
    expect(reasonOf(smsChannel.read(answer(503)))).toBe('provider_error')
    expect(['queued', 'delivered', 'undelivered', 'completed', 'no-answer'].map((status) => receiptOf(status)?.state)).toEqual([
      undefined,
      'delivered',
      'failed',
      'delivered',
      'failed',
    ])
  })

  test('any other provider gets what its template says, and no text breaks out of it', () => {
    const json = {
      kind: 'http',
      url: 'https://sms.example/send',
      contentType: 'application/json',
      body: '{"to":"{{to}}","text":"{{text}}"}',
      authorization: 'Bearer x',
    } as const
    const values = { to: '+491701234567', text: 'quote " back \\ line\n{{to}}', key: 'k' }
    expect(jsonIn(filled(json, values).body)).toEqual({ to: '+491701234567', text: 'quote " back \\ line\n{{to}}' })
    const form = { ...json, contentType: 'application/x-www-form-urlencoded', body: 'to={{to}}&text={{text}}' } as const
    expect(Object.fromEntries(new URLSearchParams(String(filled(form, { ...values, text: 'a&to=1' }).body)))).toEqual({
      to: '+491701234567',
      text: 'a&to=1',
    })
  })
})

describe('Slack', () => {
  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  const body = Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  )
  const signed = {
    timestamp: '1531420618',
    signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    body,
    at: instant(1_531_420_618 * SECOND_MS),
  }

  test('the example of their documents is theirs, for five minutes', () => {
    expect(isFromSlack(secret, signed)).toBe(true)
    expect(isFromSlack(secret, { ...signed, at: instant(signed.at + 301 * SECOND_MS) })).toBe(false)
    expect(isFromSlack(secret, { ...signed, body: Buffer.from('payload=') })).toBe(false)
    expect(isFromSlack(secret, { ...signed, timestamp: 'x' })).toBe(false)
  })

  test('by the app buttons carry tokens, by a web hook they are links, and names cannot mention anybody', () => {
    const app = slackChannel.compose(sending({ id: 'C024BE91L' }, { botToken: 'xoxb-1', signingSecret: secret }))
    expect(app.url).toBe('https://slack.com/api/chat.postMessage')
    const elements = jsonIn(app.body).blocks[1].elements
    expect(elements.map((one: { value?: string }) => one.value)).toEqual([TOKEN, `B${TOKEN.slice(1)}`, undefined])
    const hook = slackChannel.compose(sending({ webhook: 'https://hooks.slack.com/services/T/B/x' }, null))
    expect(jsonIn(hook.body).blocks[1].elements[0].url).toContain('/answers/')
    expect(jsonIn(hook.body).text).toBe('CPU of &lt;db-1&gt; at 97 % &amp; rising')
  })

  test('their answers', () => {
    expect(slackChannel.read(answer(200, { ok: true, ts: '1503435956.000247' }))).toMatchObject({ reference: '1503435956.000247' })
    expect(slackChannel.read(answer(200, 'ok')).kind).toBe('accepted')
    expect(reasonOf(slackChannel.read(answer(200, { ok: false, error: 'channel_not_found' })))).toBe('invalid_address')
    expect(reasonOf(slackChannel.read(answer(200, { ok: false, error: 'invalid_auth' })))).toBe('refused')
    expect(slackChannel.read(answer(429, '', { 'retry-after': '30' }))).toMatchObject({ reason: 'rate_limited', retryAfterMs: 30_000 })
    expect(reasonOf(slackChannel.read(answer(404, 'no_service')))).toBe('invalid_address')
  })
})

test('a web hook carries the signature of the Standard Webhooks example', () => {
  // https://github.com/standard-webhooks/standard-webhooks, libraries/javascript/README
  const of = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' }
  expect(signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', of)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  const target = { url: 'https://ops.example/hook', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
  const { headers, body } = webhookChannel.compose(sending(target, null))
  const signature = signWebhook(target.secret, { id: `msg_${message.id}`, timestamp: String(AT / SECOND_MS), body: String(body) })
  expect(headers).toMatchObject({ 'webhook-id': `msg_${message.id}`, 'webhook-signature': signature, 'content-type': 'application/json' })
  expect([410, 404, 500].map((status) => reasonOf(webhookChannel.read(answer(status))))).toEqual([
    'invalid_address',
    'refused',
    'provider_error',
  ])
})

test('push services: taken, gone, too large, too much, in trouble', () => {
  const meanings = [201, 404, 410, 413, 429, 400, 403, 503].map((status) => reasonOf(webPushChannel.read(answer(status))))
  expect(meanings).toEqual([
    'accepted',
    'invalid_address',
    'invalid_address',
    'refused',
    'rate_limited',
    'refused',
    'refused',
    'provider_error',
  ])
})

test('Telegram: buttons of at most 64 bytes, and what their documents say of refusals', () => {
  const provider = { botName: 'pitcrew_bot', botToken: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', webhookSecret: 's' }
  const { url, body } = telegramChannel.compose(sending({ chatId: '42' }, provider))
  expect(url).toBe('https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage')
  expect(jsonIn(body).reply_markup.inline_keyboard[0][0]).toEqual({ text: 'Acknowledge', callback_data: TOKEN })
  expect(telegramChannel.read(answer(200, { ok: true, result: { message_id: 7 } }))).toMatchObject({ reference: '7' })
  const refused = (code: number, description: string, more = {}) =>
    telegramChannel.read(answer(code, { ok: false, error_code: code, description, ...more }))
  expect(reasonOf(refused(403, 'Forbidden: bot was blocked by the user'))).toBe('invalid_address')
  expect(reasonOf(refused(400, 'Bad Request: chat not found'))).toBe('invalid_address')
  expect(reasonOf(refused(401, 'Unauthorized'))).toBe('refused')
  expect(refused(429, 'Too Many Requests: retry after 5', { parameters: { retry_after: 5 } })).toMatchObject({
    reason: 'rate_limited',
    retryAfterMs: 5_000,
  })
})

test('Pushover: critical is an emergency with a callback; what asks for nothing is none', () => {
  const [target, provider] = [{ user: 'u'.repeat(30) }, { token: 'a'.repeat(30) }]
  const fields = (over: Partial<Outgoing> = {}) =>
    Object.fromEntries(new URLSearchParams(String(pushoverChannel.compose(sending(target, provider, over)).body)))
  expect(fields()).toMatchObject({
    priority: '2',
    retry: '30',
    expire: '1800',
    callback: `https://pitcrew.example/api/pitcrew/v1/channel-answers/pushover/${TOKEN}`,
  })
  expect(fields({ answers: [] })['priority']).toBe('0')
  expect(fields({ lines: ['x'.repeat(5_000)] })['message']).toHaveLength(1_024)
  // https://pushover.net/api#response
  expect(
    pushoverChannel.read(answer(200, { status: 1, request: 'e460545a8b333d0da2f3602aff3133d6', receipt: 'r'.repeat(30) })),
  ).toMatchObject({ reference: 'r'.repeat(30) })
  expect(reasonOf(pushoverChannel.read(answer(400, { user: 'invalid', errors: ['user identifier is invalid'], status: 0 })))).toBe(
    'invalid_address',
  )
  expect(reasonOf(pushoverChannel.read(answer(400, { token: 'invalid', errors: ['application token is invalid'], status: 0 })))).toBe(
    'refused',
  )
  expect(reasonOf(pushoverChannel.read(answer(429, { status: 0 })))).toBe('rate_limited')
})

test('ntfy: the highest priority for what wakes somebody, buttons that press our links', () => {
  const compose = (over: Partial<Outgoing> = {}) =>
    ntfyChannel.compose(sending({ topic: 'duty' }, { server: 'https://ntfy.sh', token: 'tk_1' }, over))
  expect(jsonIn(compose().body)).toMatchObject({
    topic: 'duty',
    priority: 5,
    actions: [{ action: 'http', method: 'POST', label: 'Acknowledge' }, {}],
  })
  expect(compose().headers['authorization']).toBe('Bearer tk_1')
  expect(jsonIn(compose({ severity: 'notify' }).body).priority).toBe(3)
  expect(ntfyChannel.read(answer(200, { id: 'sPs71M8A2T' }))).toMatchObject({ reference: 'sPs71M8A2T' })
  expect([403, 404, 429].map((status) => reasonOf(ntfyChannel.read(answer(status))))).toEqual(['refused', 'refused', 'rate_limited'])
})

test('Mattermost and Teams: buttons that carry a token, cards that open a link', () => {
  const post = jsonIn(mattermostChannel.compose(sending({ webhook: 'https://chat.example/hooks/x' }, null)).body)
  expect(post.attachments[0].actions[0].integration).toEqual({
    url: 'https://pitcrew.example/api/pitcrew/v1/channel-answers/mattermost',
    context: { token: TOKEN },
  })
  const card = jsonIn(teamsChannel.compose(sending({ webhook: 'https://prod-1.logic.azure.com/x' }, null)).body)
  expect(card.attachments[0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard', version: '1.4' },
  })
  expect(card.attachments[0].content.actions[0]).toEqual({ type: 'Action.OpenUrl', title: 'Acknowledge', url: message.answers[0]?.url })
  expect(teamsChannel.read(answer(202)).kind).toBe('accepted')
})

test('PagerDuty and Opsgenie get one alert for one key, in their own region', () => {
  const event = pagerdutyChannel.compose(sending({ routingKey: 'r'.repeat(32), region: 'eu' }, null))
  expect(event.url).toBe('https://events.eu.pagerduty.com/v2/enqueue')
  expect(jsonIn(event.body)).toMatchObject({
    event_action: 'trigger',
    dedup_key: message.key,
    payload: { severity: 'critical', source: 'pitcrew.example' },
  })
  expect(pagerdutyChannel.read(answer(202, { status: 'success', message: 'Event processed', dedup_key: 'k' }))).toMatchObject({
    reference: 'k',
  })
  expect([400, 429, 500].map((status) => reasonOf(pagerdutyChannel.read(answer(status))))).toEqual([
    'refused',
    'rate_limited',
    'provider_error',
  ])
  const alert = opsgenieChannel.compose(sending({ apiKey: 'eb243592-faa2-4ba2-a551-1afdf565c889', region: 'us' }, null))
  expect(alert.headers['authorization']).toBe('GenieKey eb243592-faa2-4ba2-a551-1afdf565c889')
  expect(jsonIn(alert.body)).toMatchObject({ alias: message.key, priority: 'P1' })
  expect(opsgenieChannel.read(answer(202, { result: 'Request will be processed', took: 0.302, requestId: '43a29c5c' }))).toMatchObject({
    reference: '43a29c5c',
  })
})

describe('what is over', () => {
  const message = { key: 'page 1', reference: 'r3c31pt', privateAllowed: false }

  test('is ended at Pushover by its receipt', () => {
    const provider = { token: 'a'.repeat(30) }
    const { url, body } = pushoverChannel.composeWithdrawal?.({ ...message, target: { user: 'u'.repeat(30) }, provider }) ?? {}
    expect(url).toBe('https://api.pushover.net/1/receipts/r3c31pt/cancel.json')
    expect(String(body)).toBe(`token=${provider.token}`)
  })

  test('is resolved at PagerDuty by the key that opened it', () => {
    const target = { routingKey: 'k'.repeat(32), region: 'eu' } as const
    const { url, body } = pagerdutyChannel.composeWithdrawal?.({ ...message, target, provider: null }) ?? {}
    expect(url).toBe('https://events.eu.pagerduty.com/v2/enqueue')
    expect(jsonIn(body ?? '')).toEqual({ routing_key: target.routingKey, event_action: 'resolve', dedup_key: 'page 1' })
  })

  test('is closed at Opsgenie by its alias', () => {
    const target = { apiKey: 'eb243592-faa2-4ba2-a551-1afdf565c889', region: 'us' } as const
    const { url, headers } = opsgenieChannel.composeWithdrawal?.({ ...message, target, provider: null }) ?? {}
    expect(url).toBe('https://api.opsgenie.com/v2/alerts/page%201/close?identifierType=alias')
    expect(headers?.['authorization']).toBe(`GenieKey ${target.apiKey}`)
  })
})
