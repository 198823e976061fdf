/** Builders for tests, and a valid call for each route. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { answersAt } from './domain/fresh-settings.ts'
import type { HttpSettings } from './domain/settings.ts'

/** Asks for a page and expects nothing but that it answers. */
export function httpSettings(of: Partial<HttpSettings> & Pick<HttpSettings, 'url'>): HttpSettings {
  return { ...answersAt(of.url), certificateDaysMin: null, ...of }
}

async function anEnvironment(world: SampleWorld): Promise<string> {
  const body = { applicationId: world.applicationA, name: world.fresh('Watched'), kind: 'qa' }
  return (await world.call('catalog.createEnvironment', { body })).id
}

type MadeCheck = { readonly check: { readonly id: string; readonly version: number }; readonly heartbeatSecret: string | null }

async function aCheck(world: SampleWorld, settings: object = { kind: 'tcp', host: 'shop.example.com', port: 443 }): Promise<MadeCheck> {
  const body = { environmentId: await anEnvironment(world), name: world.fresh('Check'), settings, isPaused: true }
  return world.call('checks.createCheck', { body })
}

const aHeartbeat = async (world: SampleWorld): Promise<string> => (await aCheck(world, { kind: 'heartbeat' })).heartbeatSecret ?? ''
const heard = async (world: SampleWorld) => ({ params: { secret: await aHeartbeat(world) } })

export const samples: Samples = {
  'checks.listChecks': ({ applicationA }) => ({ params: { id: applicationA } }),
  'checks.createCheck': async (world) => ({
    body: {
      environmentId: await anEnvironment(world),
      name: world.fresh('Check'),
      settings: { kind: 'ping', host: 'shop.example.com' },
      isPaused: true,
    },
  }),
  'checks.readCheck': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.changeCheck': async (world) => {
    const { check } = await aCheck(world)
    return { params: { id: check.id }, ifMatch: check.version, body: { name: world.fresh('Renamed') } }
  },
  'checks.deleteCheck': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.renewHeartbeat': async (world) => ({ params: { id: (await aCheck(world, { kind: 'heartbeat' })).check.id } }),
  'checks.tryCheck': async (world) => ({
    body: { environmentId: await anEnvironment(world), settings: { kind: 'tcp', host: '127.0.0.1', port: 9 }, timeLimitMs: 1_000 },
  }),
  'checks.readCourse': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.hearSuccess': heard,
  'checks.hearSuccessPosted': heard,
  'checks.hearStart': heard,
  'checks.hearStartPosted': heard,
  'checks.hearFailure': heard,
  'checks.hearFailurePosted': heard,
}
