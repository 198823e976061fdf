/** Addresses, providers and messages on a real database, for the tests of this part; providers are local servers. Importing it opens them. */
import { createHmac } from 'node:crypto'
import { beforeAll, beforeEach, expect } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, seedCast, type CastMember } from '#core/identity/testing.ts'
import { channelsEvents } from '#events/channels.ts'
import { toUuid } from '#kit/ids.ts'
import { relayAt, testRelay, useRelay as configureRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { vendorsBehind, type Vendors } from '#test/support/vendors.ts'
import { addressesContract } from './contract/addresses.ts'
import { channelsHandlers } from './http/handlers.ts'
import { channelsOf, type Channels } from './public.ts'

export const ACCOUNT = `AC${'a'.repeat(32)}`
export const TOKEN = 't'.repeat(32)
export const SIGNING = 'a'.repeat(32)
const twilio = { kind: 'twilio', accountSid: ACCOUNT, from: '+15017122661', authToken: TOKEN }

export let platform: PostgresPlatform
export let vendors: Vendors
export let channels: Channels
export let call: ReturnType<typeof calling<typeof addressesContract>>
let made = 0

beforeAll(async () => {
  const opened = await postgresPlatform({ events: channelsEvents, personKeys: openPersonKeys })
  vendors = await vendorsBehind(opened.egress)
  platform = { ...opened, egress: vendors.egress }
  await seedClients(platform)
  await seedCast(platform)
  await configureRelay(platform, relayAt(await testRelay()))
  channels = channelsOf(platform)
  call = calling(addressesContract, channelsHandlers(platform))
  const owner = callerOf('owner')
  const set = (channel: string, values: object) => call('setProvider', owner, { params: { channel }, body: { values }, ifMatch: 0 })
  vendors.answer = () => ({ status: 200, body: '{"ok":true,"result":true}' })
  await set('sms', twilio)
  await set('voice', twilio)
  await set('telegram', { botName: 'pitcrew_bot', botToken: `110201543:${'A'.repeat(35)}` })
  await set('slack', { botToken: 'xoxb-1234567890', signingSecret: SIGNING })
})
beforeEach(() => {
  vendors.requests.length = 0
  vendors.answer = () => ({ status: 201, body: JSON.stringify({ sid: `SM${made}` }) })
})

export const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
export const add = (who: CastMember, channel: string, target: object = {}) =>
  call('addAddress', callerOf(who), { body: { channel, target, label: 'Mine' } })
export const lastForm = () => new URLSearchParams(String(vendors.requests.at(-1)?.body))
export const digitsIn = (text: string) => /\b\d{6}\b/.exec(text)?.[0] ?? ''

export async function aNumber(who: CastMember, number: string) {
  const address = await add(who, 'sms', { number })
  await call('sendCode', callerOf(who), { params: { id: address.id } })
  await call('proveAddress', callerOf(who), { params: { id: address.id }, body: { code: digitsIn(lastForm().get('Body') ?? '') } })
  return address
}

export async function page(addressId: string, over: object = {}) {
  made += 1
  const key = `page ${made}`
  const message = {
    key,
    addressId: toUuid('channel_address', addressId) ?? '',
    subject: 'Shop is down',
    lines: [],
    href: '/x',
    severity: 'critical' as const,
    answers: ['acknowledge' as const, 'escalate' as const],
  }
  return { key, handed: await channels.handOver({ ...message, ...over }) }
}
export const stateOf = async (key: string) => (await platform.work.read((tx) => channels.receiptsOf(tx, [key])))[0]?.state
export const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  bytes: Buffer.from(new URLSearchParams(fields).toString()),
  header: (name: string) => headers[name],
})

/** As Twilio signs. */
export function byTwilio(path: string, fields: Record<string, string>) {
  const text = `${platform.config.publicUrl}/api/pitcrew/v1/channel-answers/twilio${path}${Object.keys(fields)
    .toSorted()
    .map((name) => name + fields[name])
    .join('')}`
  return form(fields, { 'x-twilio-signature': createHmac('sha1', TOKEN).update(text).digest('base64') })
}
