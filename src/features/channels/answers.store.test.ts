/** Answers that come back from an address, by each way, on a real database; providers are local servers. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { callerOf, cast, type CastMember } from '#core/identity/testing.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import {
  receiveMattermost,
  receivePushover,
  receiveSlack,
  receiveTelegram,
  receiveTwilioDigits,
  receiveTwilioReceipt,
  receiveTwilioReply,
} from './actions/receive.ts'
import {
  add,
  aNumber,
  byTwilio,
  call,
  channels,
  form,
  lastForm,
  page,
  platform,
  refused,
  SIGNING,
  stateOf,
  vendors,
} from './testing-world.ts'

describe('answers that come back', () => {
  test('a text of one digit answers the newest page to that number, and only when Twilio signed it', async () => {
    const { id } = await aNumber('engineer', '+491703333333')
    const { key } = await page(id)
    const fields = { From: '+491703333333', Body: ' 1 ' }
    await expect(receiveTwilioReply(platform, form(fields, { 'x-twilio-signature': 'AAAA' }))).rejects.toEqual(
      refused('channels.answer_refused'),
    )
    expect(await receiveTwilioReply(platform, byTwilio('/replies', { From: '+491703333333', Body: 'what?' }))).toContain(
      '1 Acknowledge, 2 Escalate',
    )
    expect(await stateOf(key)).toBe('handed_over')
    expect(await receiveTwilioReply(platform, byTwilio('/replies', fields))).toContain('Shop is down: Answered.')
    expect(await stateOf(key)).toBe('answered')
    expect(await receiveTwilioReply(platform, byTwilio('/replies', { From: '+10000000000', Body: '1' }))).toContain(
      'There is nothing to answer.',
    )
  })

  test('a report of Twilio becomes a receipt; nothing follows a delivery', async () => {
    const { id } = await aNumber('engineer', '+491704444444')
    vendors.answer = () => ({ status: 201, body: '{"sid":"SM42"}' })
    const { key } = await page(id)
    await receiveTwilioReceipt(platform, byTwilio('/receipts', { MessageSid: 'SM42', MessageStatus: 'sent' }))
    expect(await stateOf(key)).toBe('handed_over')
    await receiveTwilioReceipt(platform, byTwilio('/receipts', { MessageSid: 'SM42', MessageStatus: 'delivered' }))
    await receiveTwilioReceipt(platform, byTwilio('/receipts', { MessageSid: 'SM42', MessageStatus: 'failed', ErrorCode: '30003' }))
    expect(await stateOf(key)).toBe('delivered')
  })

  test('a digit that is pressed in a call answers that page', async () => {
    const { id } = await add('engineer', 'voice', { number: '+491705555555' })
    await call('sendCode', callerOf('engineer'), { params: { id } })
    const code = /(\d, ){5}\d/.exec(lastForm().get('Twiml') ?? '')?.[0].replaceAll(', ', '') ?? ''
    await call('proveAddress', callerOf('engineer'), { params: { id }, body: { code } })
    const { key } = await page(id)
    const messageId = /calls\/([0-9a-f-]{36})/.exec(lastForm().get('Twiml') ?? '')?.[1] ?? ''
    expect(await receiveTwilioDigits(platform, messageId, byTwilio(`/calls/${messageId}`, { Digits: '9' }))).toContain('cannot be answered')
    expect(await receiveTwilioDigits(platform, messageId, byTwilio(`/calls/${messageId}`, { Digits: '2' }))).toContain('Answered.')
    expect(await stateOf(key)).toBe('answered')
  })

  test('a bot of Telegram learns by a link where to write, and its buttons answer', async () => {
    const { id } = await add('engineer', 'telegram')
    const { startUrl } = await call('sendCode', callerOf('engineer'), { params: { id } })
    const start = startUrl?.split('start=')[1] ?? ''
    expect(startUrl).toContain('https://t.me/pitcrew_bot?start=')
    const secret = (await webhookSecretOf()) ?? ''
    const update = (value: object, given = secret) =>
      receiveTelegram(platform, {
        bytes: Buffer.from(JSON.stringify(value)),
        header: (name) => (name === 'x-telegram-bot-api-secret-token' ? given : undefined),
      })
    await expect(update({ message: { chat: { id: 42 }, text: `/start ${start}` } }, 'wrong')).rejects.toEqual(
      refused('channels.answer_refused'),
    )
    expect(await update({ message: { chat: { id: 42 }, text: '/start AAAAAAAAAAAAAAAA' } })).toMatchObject({
      text: expect.stringContaining('expired'),
    })
    expect(await update({ message: { chat: { id: 42 }, text: `/start ${start}` } })).toMatchObject({ method: 'sendMessage', chat_id: '42' })
    vendors.answer = () => ({ status: 200, body: '{"ok":true,"result":{"message_id":7}}' })
    const { key } = await page(id)
    const { chat_id: chatId, reply_markup: markup } = JSON.parse(String(vendors.requests.at(-1)?.body))
    expect(chatId).toBe('42')
    const data = markup.inline_keyboard[0][0].callback_data
    expect(await update({ callback_query: { id: 'q', from: { id: 42 }, data } })).toMatchObject({
      method: 'answerCallbackQuery',
      text: 'Acknowledge: Answered.',
    })
    expect(await stateOf(key)).toBe('answered')
  })

  test('a button in Slack answers when Slack signed it, in the name of whoever pressed', async () => {
    vendors.answer = () => ({ status: 200, body: '{"ok":true,"ts":"1.2"}' })
    const team = await call('addTeamAddress', callerOf('owner'), {
      body: { channel: 'slack', label: 'Duty', target: { id: 'C0123456789' } },
    })
    expect(await call('testAddress', callerOf('owner'), { params: { id: team.id } })).toMatchObject({ state: 'handed_over' })
    const { key, handed } = await page(team.id)
    expect(handed).toMatchObject({ reference: '1.2' })
    const { value } = JSON.parse(String(vendors.requests.at(-1)?.body)).blocks[1].elements[0]
    const press = (signing: string) => {
      const body = new URLSearchParams({
        payload: JSON.stringify({ type: 'block_actions', user: { id: 'U0000001' }, actions: [{ value }] }),
      }).toString()
      const timestamp = String(Math.floor(platform.clock.now() / SECOND_MS))
      const signature = `v0=${createHmac('sha256', signing).update(`v0:${timestamp}:${body}`).digest('hex')}`
      const headers: Record<string, string> = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
      return receiveSlack(platform, { bytes: Buffer.from(body), header: (name) => headers[name] })
    }
    await expect(press('b'.repeat(32))).rejects.toEqual(refused('channels.answer_refused'))
    expect(await stateOf(key)).toBe('handed_over')
    await press(SIGNING)
    expect(await stateOf(key)).toBe('answered')
  })

  test('tokens that are not ours answer nothing by any way', async () => {
    const forged = 'A'.repeat(44)
    await expect(receivePushover(platform, forged, form({ acknowledged: '1' }))).rejects.toEqual(refused('channels.answer_refused'))
    expect(
      await receiveMattermost(platform, {
        bytes: Buffer.from(JSON.stringify({ user_id: 'u', context: { token: forged } })),
        header: () => undefined,
      }),
    ).toBe('There is nothing to answer.')
    await expect(call('answerRing', callerOf('engineer'), { params: { token: forged } })).rejects.toEqual(refused('common.not_found'))
  })

  const webhookSecretOf = async () => {
    const { openProvider } = await import('./actions/targets.ts')
    const { findProvider } = await import('./store/providers.ts')
    const row = await platform.work.read((tx) => findProvider(tx, 'telegram'))
    return row && String(openProvider(platform.secrets, row)['webhookSecret'])
  }
})

describe('in open consoles', () => {
  test('it rings for its person until it is answered, is over, or half an hour has passed', async () => {
    const own = (await platform.work.run((tx) => channels.addressesOf(tx, [cast.userSupport.id]))).find(
      ({ channel }) => channel === 'in_app',
    )
    let rung = 0
    const ring = async () => {
      rung += 1
      const key = `ring ${rung}`
      await channels.handOver({
        key,
        addressId: own?.id ?? '',
        subject: 'Shop is down',
        lines: ['now'],
        href: '/x',
        severity: 'critical',
        answers: ['acknowledge'],
      })
      return key
    }
    const rings = async (who: CastMember = 'userSupport') => (await call('listRings', callerOf(who))).items
    const key = await ring()
    expect(await stateOf(key)).toBe('handed_over')
    const [first] = await rings()
    expect(await stateOf(key)).toBe('delivered')
    expect(await rings('stranger')).toEqual([])
    const token = first?.answers[0]?.token ?? ''
    await expect(call('answerRing', callerOf('stranger'), { params: { token } })).rejects.toEqual(refused('common.not_found'))
    await call('answerRing', callerOf('userSupport'), { params: { token } })
    expect(await rings()).toEqual([])
    const over = await ring()
    await platform.work.run((tx) => channels.settle(tx, [over]))
    expect(await rings()).toEqual([])
    await ring()
    platform.clock.advance(31 * MINUTE_MS)
    expect(await rings()).toEqual([])
  })
})
