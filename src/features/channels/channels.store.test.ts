/** From a message for somebody on duty to their answer, on a real database and a real SMTP server. */
import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { cast, seedCast } from '#core/identity/testing.ts'
import { channelsEvents } from '#events/channels.ts'
import { HOUR_MS } from '#kit/time.ts'
import { relayAt, testRelay, useRelay as configureRelay, type TestRelay } from '#platform/mail/testing.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { answerPage } from './http/answer-page.ts'
import { channelsOf, type ChannelMessage, type Channels } from './public.ts'

let platform: PostgresPlatform
let channels: Channels
let relay: TestRelay
let made = 0

beforeAll(async () => {
  platform = await postgresPlatform({ events: channelsEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  relay = await testRelay()
  channels = channelsOf(platform)
})

const addressesOf = (personId: string) => platform.work.run((tx) => channels.addressesOf(tx, [personId]))
const receiptOf = async (key: string) => (await platform.work.read((tx) => channels.receiptsOf(tx, [key])))[0]

async function aPage(personId: string, over: Partial<ChannelMessage> = {}): Promise<ChannelMessage> {
  made += 1
  const [mail] = await addressesOf(personId)
  return {
    key: `page ${made}`,
    addressId: mail?.id ?? '',
    subject: 'CPU of db-1 at 97 %',
    lines: ['Production of Shop', 'Above 90 % for five minutes.'],
    href: '/pages/pag_1',
    severity: 'critical',
    answers: ['acknowledge', 'escalate'],
    chart: { caption: 'CPU', points: [10, 40, 97] },
    ...over,
  }
}

/** Links of a mail by what they are called. */
function linksIn(raw: string): readonly string[] {
  const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  return [...new Set([...plain.matchAll(/\/answers\/([\w-]{44})/g)].map((match) => match[1] ?? ''))]
}

describe('a page by mail', () => {
  test('whoever has an account is reached by its mail and its console without having done anything', async () => {
    const addresses = await addressesOf(cast.engineer.id)
    expect(addresses.map(({ channel, breaksSilence }) => [channel, breaksSilence])).toEqual([
      ['email', false],
      ['in_app', false],
    ])
    expect(addresses.every(({ verifiedAt }) => verifiedAt !== null)).toBe(true)
    expect(await addressesOf(cast.engineer.id)).toEqual(addresses)
  })

  test('without a relay it says so and is not tried again', async () => {
    expect(await channels.handOver(await aPage(cast.engineer.id))).toEqual({
      state: 'failed',
      reason: 'not_configured',
      mayRetry: false,
      retryAfterMs: null,
    })
  })

  test('the relay takes it, and the same key is not sent again', async () => {
    await configureRelay(platform, relayAt(relay))
    const page = await aPage(cast.engineer.id)
    expect(await channels.handOver(page)).toEqual({ state: 'handed_over', reference: null })
    expect(await channels.handOver(page)).toEqual({ state: 'handed_over', reference: null })
    expect(relay.taken).toHaveLength(1)
    expect(relay.taken[0]?.to).toEqual([cast.engineer.email])
    expect(relay.taken[0]?.header('Subject')).toBe('CPU of db-1 at 97 %')
    expect(await receiptOf(page.key)).toMatchObject({ state: 'handed_over', answer: expect.stringMatching(/^250 /) })
  })

  test('what the relay refuses, postpones or is not there for has a name that says whether to try again', async () => {
    relay.refusal = { at: 'RCPT TO', code: 550, words: 'No such user' }
    expect(await channels.handOver(await aPage(cast.engineer.id))).toMatchObject({ reason: 'refused', mayRetry: false })
    relay.refusal = { at: 'RCPT TO', code: 451, words: 'Later' }
    expect(await channels.handOver(await aPage(cast.engineer.id))).toMatchObject({ reason: 'rate_limited', mayRetry: true })
    relay.refusal = null
    await configureRelay(platform, relayAt({ port: 9 }))
    const page = await aPage(cast.engineer.id)
    expect(await channels.handOver(page)).toMatchObject({ reason: 'unreachable', mayRetry: true })
    await configureRelay(platform, relayAt(relay))
    expect(await channels.handOver(page)).toMatchObject({ state: 'handed_over' })
  })
})

describe('answering by link', () => {
  const sent = async () => {
    await configureRelay(platform, relayAt(relay))
    const page = await aPage(cast.engineer.id)
    await channels.handOver(page)
    const [acknowledge = '', escalate = ''] = linksIn(relay.taken.at(-1)?.raw ?? '')
    return { page, acknowledge, escalate }
  }

  test('following the link says nothing; one press answers, and a second one changes nothing', async () => {
    const { page, acknowledge } = await sent()
    const { read, press } = answerPage(platform)
    const seen = await read({ token: acknowledge })
    expect(seen).toMatchObject({ status: 200, body: expect.stringContaining('<button type="submit">Acknowledge</button>') })
    expect(await receiptOf(page.key)).toMatchObject({ state: 'handed_over' })
    expect((await press?.({ token: acknowledge }))?.body).toContain('Answered.')
    expect((await press?.({ token: acknowledge }))?.body).toContain('Answered already.')
    expect(await receiptOf(page.key)).toMatchObject({ state: 'answered' })
    expect((await addressesOf(cast.engineer.id))[0]?.testedAt).not.toBeNull()
  })

  test('the page behind a link shows what the message carried, as text and as a line, until it is over', async () => {
    await configureRelay(platform, relayAt(relay))
    const runbookUrl = 'https://wiki.shop.example/cpu?a=1&b=2'
    const page = await aPage(cast.engineer.id, { lines: ['Measured 97, limit 90', 'Release <b>1.4</b>'], runbookUrl })
    await channels.handOver(page)
    const [token = ''] = linksIn(relay.taken.at(-1)?.raw ?? '')
    const { read } = answerPage(platform)
    const { body } = await read({ token })
    for (const part of [
      '<h1>CPU of db-1 at 97 %</h1>',
      '<p>Measured 97, limit 90</p>',
      '<p>Release &lt;b&gt;1.4&lt;/b&gt;</p>',
      '<figcaption>CPU</figcaption>',
      'd="M0 22L50 15.1L100 2"',
      'href="https://wiki.shop.example/cpu?a=1&amp;b=2"',
      'href="/pages/pag_1"',
    ])
      expect(body).toContain(part)
    await platform.work.run((tx) => channels.settle(tx, [page.key]))
    expect((await read({ token })).body).not.toContain('Measured')
    // A link of another message says nothing of this one.
    expect((await read({ token: (await sent()).acknowledge })).body).not.toContain('Measured')
  })

  test('a message that failed before its chart was drawn shows the chart once it is handed over', async () => {
    await configureRelay(platform, relayAt({ port: 9 }))
    const page = await aPage(cast.engineer.id, { chart: null })
    expect(await channels.handOver(page)).toMatchObject({ reason: 'unreachable' })
    await configureRelay(platform, relayAt(relay))
    expect(await channels.handOver({ ...page, chart: { caption: 'CPU', points: [1, 2] } })).toMatchObject({ state: 'handed_over' })
    const [token = ''] = linksIn(relay.taken.at(-1)?.raw ?? '')
    expect((await answerPage(platform).read({ token })).body).toContain('<figcaption>CPU</figcaption>')
  })

  test('a link is worth nothing when a sign of it was changed, a day later, or when it is over', async () => {
    const { page, acknowledge, escalate } = await sent()
    const { press } = answerPage(platform)
    const changed = `${acknowledge.slice(0, -2)}${acknowledge.endsWith('AA') ? 'BB' : 'AA'}`
    for (const token of [changed, '', 'nonsense', escalate.slice(1)]) expect((await press?.({ token }))?.status).toBe(404)
    await platform.work.run((tx) => channels.settle(tx, [page.key]))
    expect((await press?.({ token: acknowledge }))?.body).toContain('This is over.')
    const late = await sent()
    platform.clock.advance(25 * HOUR_MS)
    expect((await press?.({ token: late.acknowledge }))?.status).toBe(410)
  })
})
