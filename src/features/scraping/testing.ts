/** Builders for tests, and a valid call for each route. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

/** A target that nobody answers at, with its version. */
async function aTarget(world: SampleWorld): Promise<{ id: string; version: number }> {
  return world.call('scraping.createTarget', { body: await aBody(world) })
}

async function aBody(world: SampleWorld) {
  const body = { applicationId: world.applicationA, name: world.fresh('Staging'), kind: 'qa' }
  const { id: environmentId } = await world.call('catalog.createEnvironment', { body })
  const credentials = { kind: 'basic', username: 'pitcrew', password: 'correct horse' }
  return { environmentId, name: 'node', url: 'http://shop-1.example.com:9100/metrics', credentials, labels: { zone: 'eu' } }
}

const aim = async (world: SampleWorld) => {
  const { id, version } = await aTarget(world)
  return { params: { id }, ifMatch: version }
}

export const samples: Samples = {
  'scraping.listTargets': ({ applicationA }) => ({ params: { id: applicationA } }),
  'scraping.createTarget': async (world) => ({ body: await aBody(world) }),
  'scraping.readTarget': async (world) => ({ params: { id: (await aTarget(world)).id } }),
  'scraping.changeTarget': async (world) => ({ ...(await aim(world)), body: { intervalSeconds: 60 } }),
  'scraping.setTargetState': async (world) => ({ ...(await aim(world)), body: { state: 'paused' } }),
  'scraping.setTargetApproval': async (world) => ({ ...(await aim(world)), body: { privateAllowed: true } }),
  'scraping.deleteTarget': async (world) => ({ params: { id: (await aTarget(world)).id } }),
}
