/** From an address that somebody adds to a message that its provider takes, on a real database; providers are local servers. */
import { describe, expect, test } from 'vitest'
import { callerOf, cast } from '#core/identity/testing.ts'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { pushReceiver, vapidClaims } from '#test/support/push-receiver.ts'
import { channelsPersonal } from './actions/erasure.ts'
import { receiveTwilioReply } from './actions/receive.ts'
import { ACCOUNT, add, aNumber, byTwilio, call, digitsIn, lastForm, page, platform, refused, TOKEN, vendors } from './testing-world.ts'

describe('an address of one’s own', () => {
  test('is proved by the digits that were sent there, and nothing is sent to it before', async () => {
    const address = await add('engineer', 'sms', { number: '+491701234567' })
    expect(address).toMatchObject({ channel: 'sms', hint: '…4567', verifiedAt: null, breaksSilence: false })
    expect((await page(address.id)).handed).toMatchObject({ state: 'failed', reason: 'not_verified', mayRetry: false })
    expect(await call('sendCode', callerOf('engineer'), { params: { id: address.id } })).toEqual({ startUrl: null })
    const code = digitsIn(lastForm().get('Body') ?? '')
    const prove = (typed: string) => call('proveAddress', callerOf('engineer'), { params: { id: address.id }, body: { code: typed } })
    await expect(prove(code === '000000' ? '000001' : '000000')).rejects.toEqual(refused('channels.code_wrong'))
    await prove(`${code.slice(0, 3)} ${code.slice(3)}`)
    await expect(prove(code)).rejects.toEqual(refused('channels.code_wrong'))
    expect((await page(address.id)).handed).toMatchObject({ state: 'handed_over' })
  })

  test('a code is worth nothing after five wrong ones or a quarter of an hour, and at most five are sent an hour', async () => {
    const { id } = await add('qa', 'sms', { number: '+491700000001' })
    const send = () => call('sendCode', callerOf('qa'), { params: { id } })
    const prove = (code: string) => call('proveAddress', callerOf('qa'), { params: { id }, body: { code } })
    await send()
    const code = digitsIn(lastForm().get('Body') ?? '')
    const wrong = code === '111111' ? '222222' : '111111'
    for (let guess = 0; guess < 5; guess++) await expect(prove(wrong)).rejects.toEqual(refused('channels.code_wrong'))
    await expect(prove(code)).rejects.toEqual(refused('channels.code_wrong'))
    await send()
    const second = digitsIn(lastForm().get('Body') ?? '')
    platform.clock.advance(15 * MINUTE_MS)
    await expect(prove(second)).rejects.toEqual(refused('channels.code_wrong'))
    for (let more = 0; more < 3; more++) await send()
    await expect(send()).rejects.toEqual(refused('channels.codes_exhausted'))
    platform.clock.advance(HOUR_MS)
    await send()
  })

  test('nobody else sees it, changes it, tests it or proves it', async () => {
    const { id } = await aNumber('engineer', '+491701111111')
    for (const who of ['stranger', 'outsideLead', 'owner'] as const) {
      expect(JSON.stringify(await call('listAddresses', callerOf(who)))).not.toContain(id)
      const params = { params: { id } }
      for (const attempt of [
        () => call('changeAddress', callerOf(who), { ...params, body: { label: 'x' } }),
        () => call('removeAddress', callerOf(who), params),
        () => call('sendCode', callerOf(who), params),
        () => call('proveAddress', callerOf(who), { ...params, body: { code: '123456' } }),
        () => call('testAddress', callerOf(who), params),
      ])
        await expect(attempt()).rejects.toEqual(refused('common.not_found'))
    }
    await expect(call('addTeamAddress', callerOf('stranger'), { body: { channel: 'teams', label: 'x', target: {} } })).rejects.toEqual(
      refused('common.forbidden'),
    )
    await expect(call('listTeamAddresses', callerOf('stranger'))).rejects.toEqual(refused('common.forbidden'))
  })

  test('keeps the order that its person gives, and never tells where it leads', async () => {
    const { items } = await call('listAddresses', callerOf('engineer'))
    expect(JSON.stringify(items)).not.toContain('+49170')
    const ids = items.map(({ id }) => id).toReversed()
    await call('orderAddresses', callerOf('engineer'), { body: { ids } })
    expect((await call('listAddresses', callerOf('engineer'))).items.map(({ id }) => id)).toEqual(ids)
    await expect(call('orderAddresses', callerOf('engineer'), { body: { ids: ids.slice(1) } })).rejects.toEqual(
      refused('common.invalid_request'),
    )
    const own = items.find(({ isOfAccount }) => isOfAccount)
    await expect(call('removeAddress', callerOf('engineer'), { params: { id: own?.id ?? '' } })).rejects.toEqual(
      refused('common.not_found'),
    )
  })

  test('goes into its person’s export whole, and is gone after an erasure', async () => {
    await aNumber('developer', '+491702222222')
    const personal = channelsPersonal(platform)
    const subject = { personIds: [cast.developer.id], contactIds: [], emails: [], names: [] }
    const items: unknown[] = []
    await platform.work.read(async (tx) => {
      for await (const item of personal.export(subject, tx)) items.push(item)
    })
    expect(JSON.stringify(items)).toContain('+491702222222')
    const act = { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() } as const
    const { counts } = await platform.work.run((tx) => personal.erase(subject, tx, act))
    expect(counts['channel addresses']).toBeGreaterThan(0)
    expect(await platform.work.run((tx) => personal.erase(subject, tx, act))).toEqual({
      counts: { 'channel addresses': 0, pages: 0, answers: 0 },
    })
  })
})

describe('web push', () => {
  test('a push service accepts and can open what was sent; one that says the browser is gone turns the address off', async () => {
    const receiver = pushReceiver()
    const target = { endpoint: 'https://push.example/send/1', keys: receiver.keys }
    const { id } = await add('lead', 'web_push', target)
    vendors.answer = () => ({ status: 201 })
    await call('sendCode', callerOf('lead'), { params: { id } })
    const code = digitsIn(JSON.parse(receiver.open(vendors.requests[0]?.body ?? Buffer.alloc(0))).title)
    await call('proveAddress', callerOf('lead'), { params: { id }, body: { code } })
    expect((await page(id)).handed).toMatchObject({ state: 'handed_over' })
    const { pushKey } = await call('listAddresses', callerOf('lead'))
    const { headers, body, url } = vendors.requests[1] ?? { headers: {}, body: Buffer.alloc(0), url: '' }
    expect([url, headers['content-encoding'], headers['urgency'], headers['ttl']]).toEqual([target.endpoint, 'aes128gcm', 'high', '1800'])
    expect(vapidClaims(String(headers['authorization']))).toMatchObject({ key: pushKey, claims: { aud: 'https://push.example' } })
    const shown = JSON.parse(receiver.open(body))
    expect(shown).toMatchObject({
      title: 'Shop is down',
      answers: [{ label: 'Acknowledge', url: expect.stringContaining('/answers/') }, {}],
    })
    vendors.answer = () => ({ status: 410 })
    expect((await page(id)).handed).toMatchObject({ reason: 'invalid_address', mayRetry: false })
    const { items } = await call('listAddresses', callerOf('lead'))
    expect(items.find((item) => item.id === id)?.turnedOff).toMatchObject({ reason: 'invalid_address' })
    expect((await page(id)).handed).toMatchObject({ reason: 'turned_off' })
  })
})

describe('who sends', () => {
  test('secrets are never told again, stay when they are left out, and a malformed one is refused by its field', async () => {
    const { items } = await call('listProviders', callerOf('lead'))
    expect(JSON.stringify(items)).not.toContain(TOKEN)
    const sms = items.find(({ channel }) => channel === 'sms')
    expect(sms).toMatchObject({
      settings: { kind: 'twilio', accountSid: ACCOUNT },
      version: 1,
      callbacks: [expect.stringContaining('/twilio/replies')],
    })
    const set = (values: object, ifMatch: number) =>
      call('setProvider', callerOf('owner'), { params: { channel: 'sms' }, body: { values }, ifMatch })
    await set({ kind: 'twilio', accountSid: ACCOUNT, from: '+15017122662' }, 1)
    expect(await receiveTwilioReply(platform, byTwilio('/replies', { From: '+10000000000', Body: '1' }))).toContain('Response')
    await expect(set({ from: 'nonsense' }, 2)).rejects.toEqual(refused('common.invalid_request'))
    await expect(set({ kind: 'twilio', accountSid: ACCOUNT, from: '+15017122663' }, 1)).rejects.toEqual(refused('common.version_mismatch'))
    for (const who of ['lead', 'stranger'] as const)
      await expect(call('setProvider', callerOf(who), { params: { channel: 'sms' }, body: { values: {} }, ifMatch: 2 })).rejects.toEqual(
        refused('common.forbidden'),
      )
  })

  test('a target in a private network is only reached when an owner approved it', async () => {
    const target = { url: 'http://127.0.0.1:49150/hook', secret: `whsec_${Buffer.alloc(24).toString('base64')}` }
    const team = (privateAllowed: boolean) =>
      call('addTeamAddress', callerOf('owner'), { body: { channel: 'webhook', label: 'Ours', target, privateAllowed } })
    const tried = async (privateAllowed: boolean) =>
      call('testAddress', callerOf('owner'), { params: { id: (await team(privateAllowed)).id } })
    expect(await tried(false)).toMatchObject({ state: 'failed', reason: 'refused' })
    expect(await tried(true)).toMatchObject({ state: 'failed', reason: 'unreachable' })
  })
})
