/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

const record = async (world: SampleWorld): Promise<string> =>
  (await world.call('decisions.createDecision', { body: { question: world.fresh('Which way?'), clientId: world.clientA } })).id
const pair = async (world: SampleWorld) => ({ record: await record(world), other: await record(world), type: 'relates' })

/** One valid call for each route of links. */
export const samples: Samples = {
  'links.listLinks': async (world) => ({ query: { record: await record(world) } }),
  'links.createLink': async (world) => ({ body: await pair(world) }),
  'links.deleteLink': async (world) => ({ params: { id: (await world.call('links.createLink', { body: await pair(world) })).id } }),
  'links.listLinkTypes': () => ({}),
  'links.findLinkTargets': async (world) => ({ query: { record: await record(world), text: 'which' } }),
}
