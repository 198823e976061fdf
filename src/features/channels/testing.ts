/** A valid call for each route. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

const form = (content: string) => ({ type: 'application/x-www-form-urlencoded', content: new Uint8Array(Buffer.from(content)) })
const json = (value: unknown) => ({ type: 'application/json', content: new Uint8Array(Buffer.from(JSON.stringify(value))) })
const TOKEN = 'A'.repeat(44)
/** Nobody signed what these calls bring. */
const NOT_SIGNED = 403

async function anAddress(world: SampleWorld): Promise<{ id: string }> {
  const address = `${world.fresh('ada').replace(' ', '.').toLowerCase()}@example.org`
  return world.call('channels.addAddress', { body: { channel: 'email', label: 'Private', target: { address } } })
}

/** The newest address of the caller goes again, so that there is always room for one more. */
async function aPassingAddress(world: SampleWorld) {
  const { items } = await world.call('channels.listAddresses')
  for (const { id, isOfAccount } of items) if (!isOfAccount) await world.call('channels.removeAddress', { params: { id } })
  return { params: { id: (await anAddress(world)).id } }
}

async function aProvider(world: SampleWorld): Promise<number> {
  const { items } = await world.call('channels.listProviders')
  return items.find(({ channel }: { channel: string }) => channel === 'pushover').version
}

const pushover = { params: { channel: 'pushover' }, body: { values: { token: 'a'.repeat(30) } } }

export const samples: Samples = {
  'channels.listAddresses': () => ({}),
  'channels.addAddress': async (world) => {
    await aPassingAddress(world)
    return { body: { channel: 'email', label: 'Private', target: { address: 'ada@example.net' } } }
  },
  'channels.orderAddresses': async (world) => {
    const { items } = await world.call('channels.listAddresses')
    return { body: { ids: items.map(({ id }: { id: string }) => id) } }
  },
  'channels.listTeamAddresses': () => ({}),
  'channels.addTeamAddress': () => ({
    body: { channel: 'teams', label: 'Duty', target: { webhook: 'https://prod-1.logic.example.com/workflows/1' } },
  }),
  'channels.changeAddress': async (world) => ({ ...(await aPassingAddress(world)), body: { label: 'Night' } }),
  'channels.removeAddress': aPassingAddress,
  'channels.sendCode': async (world) => ({ ...(await aPassingAddress(world)), refusedWith: 502 }),
  'channels.proveAddress': async (world) => ({ ...(await aPassingAddress(world)), body: { code: '123456' }, refusedWith: 422 }),
  'channels.testAddress': aPassingAddress,
  'channels.listRings': () => ({}),
  'channels.answerRing': async (world) => {
    const { items } = await world.call('channels.listAddresses')
    const own = items.find(({ channel }: { channel: string }) => channel === 'in_app')
    await world.call('channels.testAddress', { params: { id: own.id } })
    const rings = await world.call('channels.listRings')
    return { params: { token: rings.items.at(-1).answers[0].token } }
  },
  'channels.listProviders': () => ({}),
  'channels.setProvider': async (world) => ({ ...pushover, ifMatch: await aProvider(world) }),
  'channels.removeProvider': async (world) => {
    await world.call('channels.setProvider', { ...pushover, ifMatch: await aProvider(world) })
    return { params: pushover.params }
  },
  'channels.takeSlack': () => ({ bytes: form('payload=%7B%7D'), refusedWith: NOT_SIGNED }),
  'channels.takeTelegram': () => ({ bytes: json({ update_id: 1 }), refusedWith: NOT_SIGNED }),
  'channels.takeTwilioReply': () => ({ bytes: form('From=%2B491701234567&Body=1'), refusedWith: NOT_SIGNED }),
  'channels.takeTwilioDigits': () => ({
    params: { message: '019aa000-0000-7000-8000-000000000001' },
    bytes: form('Digits=1'),
    refusedWith: NOT_SIGNED,
  }),
  'channels.takeTwilioReceipt': () => ({ bytes: form('MessageSid=SM1&MessageStatus=sent'), refusedWith: NOT_SIGNED }),
  'channels.takePushover': () => ({ params: { token: TOKEN }, bytes: form('acknowledged=1'), refusedWith: NOT_SIGNED }),
  'channels.takeMattermost': () => ({ bytes: json({ user_id: 'u', context: { token: TOKEN } }) }),
}
