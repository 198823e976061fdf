/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

/** A component of client A that the engineer, whom only client A's people see, owns. */
async function owned(world: SampleWorld): Promise<{ kind: string; id: string }> {
  const body = { applicationId: world.applicationA, name: world.fresh('Queue'), kind: 'queue' }
  const { id, version } = (await world.call('catalog.createComponent', { body })) as { id: string; version: number }
  const owners = [{ personId: world.people.engineer.id, part: 'owner' }]
  await world.call('catalog.setComponentOwners', { params: { id }, body: { owners }, ifMatch: version })
  return { kind: 'catalog.ownership', id }
}

/** One valid call for each route of coverage. */
export const samples: Samples = {
  'coverage.readMap': ({ clientA }) => ({ query: { clientId: clientA, only: 'gaps' } }),
  'coverage.countMap': ({ clientA }) => ({ query: { clientId: clientA } }),
  'coverage.exportMap': ({ clientA }) => ({ query: { clientId: clientA } }),
  'coverage.readHandOvers': (world) => ({ params: { id: world.people.engineer.id } }),
  'coverage.handOver': async (world) => ({
    params: { id: world.people.engineer.id },
    body: { toId: world.people.lead.id, items: [await owned(world)] },
  }),
  'coverage.takeBack': async (world) => {
    const [params, toId] = [{ id: world.people.engineer.id }, world.people.lead.id]
    const { results } = await world.call('coverage.handOver', { params, body: { toId, items: [await owned(world)] } })
    const [{ kind, id, before }] = results as [{ kind: string; id: string; before: string }]
    return { params, body: { toId, items: [{ kind, id, before }] } }
  },
}
