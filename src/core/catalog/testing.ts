/** Builders and sample calls for tests. */
import { castSince, CLIENT_A, CLIENT_B } from '#core/identity/testing.ts'
import type { Platform } from '#platform/platform.ts'
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'
import { insertClient } from './store/clients.ts'

/** The two clients of the cast, Alder and Birch; before the cast, whose roles name them. */
export async function seedClients({ work }: Pick<Platform, 'work'>): Promise<void> {
  await work.run(async (tx) => {
    await insertClient(tx, { id: CLIENT_A, name: 'Alder', slug: 'alder', zone: null, at: castSince })
    await insertClient(tx, { id: CLIENT_B, name: 'Birch', slug: 'birch', zone: 'Asia/Tokyo', at: castSince })
  })
}

type Made = { readonly id: string; readonly version: number }

const client = (world: SampleWorld): Promise<Made> => world.call('catalog.createClient', { body: { name: world.fresh('Client') } })
const application = (world: SampleWorld): Promise<Made> =>
  world.call('catalog.createApplication', { body: { clientId: world.clientA, name: world.fresh('Shop') } })
const environment = (world: SampleWorld): Promise<Made> =>
  world.call('catalog.createEnvironment', { body: { applicationId: world.applicationA, name: world.fresh('QA'), kind: 'qa' } })
const component = (world: SampleWorld): Promise<Made> =>
  world.call('catalog.createComponent', { body: { applicationId: world.applicationA, name: world.fresh('API'), kind: 'api' } })
const feature = (world: SampleWorld): Promise<Made> =>
  world.call('catalog.createFeature', { body: { applicationId: world.applicationA, name: world.fresh('Checkout') } })

/** A call on something made for it, at the version that was just read. */
async function on(made: Promise<Made>, body?: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, ...(body === undefined ? {} : { body }) }
}
const only = async (made: Promise<Made>): Promise<SampleCall> => ({ params: { id: (await made).id } })

/** One valid call for each route of the catalog. */
export const samples: Samples = {
  'catalog.listClients': () => ({ query: { text: 'a' } }),
  'catalog.createClient': (world) => ({ body: { name: world.fresh('Client'), zone: 'Europe/Berlin' } }),
  'catalog.readClient': ({ clientA }) => ({ params: { id: clientA } }),
  'catalog.changeClient': (world) => on(client(world), { name: world.fresh('Client') }),
  'catalog.setClientState': (world) => on(client(world), { state: 'archived' }),

  'catalog.listApplications': ({ clientA }) => ({ query: { clientId: clientA } }),
  'catalog.createApplication': (world) => ({
    body: { clientId: world.clientA, name: world.fresh('Shop'), url: 'https://shop.example.com' },
  }),
  'catalog.createApplications': (world) => ({
    body: { clientId: world.clientA, addresses: `${world.fresh('Shop').replace(' ', '-').toLowerCase()}.example.com` },
  }),
  'catalog.listPossibleOwners': ({ applicationA }) => ({ params: { id: applicationA } }),
  'catalog.readApplication': ({ applicationA }) => ({ params: { id: applicationA } }),
  'catalog.changeApplication': (world) => on(application(world), { description: 'Sells garden furniture.' }),
  'catalog.setApplicationState': (world) => on(application(world), { state: 'archived' }),
  'catalog.setApplicationOwners': (world) => on(application(world), { owners: [{ personId: world.people.lead.id, part: 'owner' }] }),

  'catalog.listEnvironments': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'catalog.createEnvironment': (world) => ({ body: { applicationId: world.applicationA, name: world.fresh('QA'), kind: 'qa' } }),
  'catalog.readEnvironment': (world) => only(environment(world)),
  'catalog.changeEnvironment': (world) => on(environment(world), { url: 'https://qa.example.com' }),
  'catalog.setEnvironmentState': (world) => on(environment(world), { state: 'archived' }),

  'catalog.listComponents': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'catalog.createComponent': (world) => ({ body: { applicationId: world.applicationA, name: world.fresh('API'), kind: 'api' } }),
  'catalog.readComponent': (world) => only(component(world)),
  'catalog.changeComponent': (world) => on(component(world), { position: 3 }),
  'catalog.setComponentState': (world) => on(component(world), { state: 'archived' }),
  'catalog.setComponentDependencies': async (world) => on(component(world), { dependsOn: [(await component(world)).id] }),
  'catalog.setComponentOwners': (world) => on(component(world), { owners: [{ personId: world.people.engineer.id, part: 'owner' }] }),
  'catalog.readGraph': ({ applicationA }) => ({ params: { id: applicationA } }),
  'catalog.listCoverage': ({ applicationA }) => ({ query: { applicationId: applicationA } }),

  'catalog.listFeatures': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'catalog.createFeature': (world) => ({
    body: { applicationId: world.applicationA, name: world.fresh('Checkout'), importance: 'core', routes: ['POST /orders/:id'] },
  }),
  'catalog.readFeature': (world) => only(feature(world)),
  'catalog.changeFeature': (world) => on(feature(world), { routes: ['/cart', 'POST /orders'] }),
  'catalog.setFeatureState': (world) => on(feature(world), { state: 'archived' }),
}
