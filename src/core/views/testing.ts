/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number }

const view = (world: SampleWorld): Promise<Made> =>
  world.call('views.createView', { body: { kind: 'task', name: world.fresh('Mine'), filter: 'assignee:me', sort: 'due' } })

/** One valid call for each route of saved views. */
export const samples: Samples = {
  'views.listViews': () => ({ query: { kind: 'task' } }),
  'views.createView': (world) => ({
    body: { kind: 'task', name: world.fresh('Urgent'), filter: 'is:open priority:1', sort: 'due', columns: ['assignee', 'due'] },
  }),
  'views.changeView': async (world) => {
    const { id, version } = await view(world)
    return { params: { id }, body: { shared: 'role', role: 'qa' }, ifMatch: version }
  },
  'views.setViewDeleted': async (world) => {
    const { id, version } = await view(world)
    return { params: { id }, body: { deleted: true }, ifMatch: version }
  },
}
