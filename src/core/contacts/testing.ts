/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number }

const contact = (world: SampleWorld): Promise<Made> =>
  world.call('contacts.createContact', { body: { clientId: world.clientA, name: world.fresh('Contact') } })

async function on(made: Promise<Made>, body: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, body }
}

const FORBIDDEN = 403
const GONE = 410

/** One valid call for each route. The cast have accounts, so the routes for contacts themselves refuse them. */
export const samples: Samples = {
  'contacts.listContacts': ({ clientA }) => ({ query: { clientId: clientA } }),
  'contacts.createContact': (world) => ({
    body: { clientId: world.clientA, name: world.fresh('Contact'), phones: ['+49 30 1234567'], locale: 'de' },
  }),
  'contacts.readContact': async (world) => ({ params: { id: (await contact(world)).id } }),
  'contacts.changeContact': (world) => on(contact(world), { position: 'Head of sales' }),
  'contacts.setContactState': (world) => on(contact(world), { state: 'deactivated' }),
  'contacts.mergeContact': async (world) => on(contact(world), { duplicateId: (await contact(world)).id }),
  'contacts.listContactSessions': async (world) => ({ params: { id: (await contact(world)).id } }),
  'contacts.endContactSessions': async (world) => ({ params: { id: (await contact(world)).id } }),
  'contacts.requestLink': () => ({ body: { email: 'nobody@example.org' } }),
  'contacts.openLink': () => ({ body: { token: '0'.repeat(48) }, refusedWith: GONE }),
  'contacts.readOwn': () => ({ refusedWith: FORBIDDEN }),
  'contacts.leave': () => ({ refusedWith: FORBIDDEN }),
  'contacts.endOwnSession': () => ({ params: { id: 'cse_01jd4m0000e008000000000000' }, refusedWith: FORBIDDEN }),
}
