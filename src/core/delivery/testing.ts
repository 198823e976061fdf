/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

const relay = {
  host: 'relay.example.com',
  port: 587,
  security: 'starttls',
  username: null,
  privateAllowed: false,
  senderAddress: 'support@northwind.example',
  senderName: 'Northwind Support',
  signs: false,
}

async function configured(world: SampleWorld): Promise<void> {
  const { version } = await world.call('delivery.readRelay')
  if (version === 0) await world.call('delivery.setRelay', { body: relay, ifMatch: 0 })
}

/** A message that waits: the relay of these calls does not exist. */
async function aMessage(world: SampleWorld): Promise<{ id: string }> {
  await configured(world)
  return world.call('delivery.sendTestMail', { body: { to: 'ada@example.org' } })
}

/** One valid call for each route of this part. */
export const samples: Samples = {
  'delivery.listNotifications': () => ({ query: { unread: 'yes' } }),
  'delivery.countUnread': () => ({}),
  'delivery.markNotifications': () => ({ body: { ids: null, isRead: true } }),
  'delivery.readPreferences': () => ({}),
  'delivery.setPreferences': async (world) => ({
    body: { mail: 'daily', digestHour: 8, digestWeekday: 1, quiet: { from: '22:00', to: '07:00' } },
    ifMatch: (await world.call('delivery.readPreferences')).version,
  }),
  'delivery.setRefusal': () => ({ body: { channel: 'mail', about: 'topic', key: 'catalog.ownership', isRefused: true } }),

  'delivery.listMessages': () => ({ query: { state: 'failed', text: 'ada' } }),
  'delivery.readMessage': async (world) => ({ params: { id: (await aMessage(world)).id } }),
  'delivery.sendAgain': async (world) => {
    const { id } = await aMessage(world)
    await world.call('delivery.cancelMessage', { params: { id } })
    return { params: { id } }
  },
  'delivery.cancelMessage': async (world) => ({ params: { id: (await aMessage(world)).id } }),
  'delivery.readRelay': () => ({}),
  'delivery.setRelay': async (world) => ({ body: relay, ifMatch: (await world.call('delivery.readRelay')).version }),
  'delivery.checkMail': () => ({}),
  'delivery.sendTestMail': async (world) => {
    await configured(world)
    return { body: { to: 'ada@example.org' } }
  },
  'delivery.listSuppressions': () => ({}),
  'delivery.addSuppression': (world) => ({ body: { address: addressOf(world), note: 'asked by phone' } }),
  'delivery.removeSuppression': async (world) => {
    const address = addressOf(world)
    await world.call('delivery.addSuppression', { body: { address } })
    return { params: { address } }
  },
}

const addressOf = (world: SampleWorld): string => `${world.fresh('ada').replace(' ', '.').toLowerCase()}@example.org`
