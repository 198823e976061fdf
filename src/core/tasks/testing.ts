/** Builders and sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import type { createTask } from './actions/create-task.ts'

/** A task of the organisation's own, for whoever needs just any record. */
export const plainTask: Parameters<typeof createTask>[1] = {
  title: 'Water the plants',
  description: '',
  clientId: null,
  applicationId: null,
  assigneeId: null,
  dueAt: null,
  priority: 3,
  record: null,
}

type Made = { readonly id: string; readonly version: number }

const task = (world: SampleWorld): Promise<Made> =>
  world.call('tasks.createTask', { body: { title: world.fresh('Renew the certificate'), clientId: world.clientA } })

/** One valid call for each route of tasks. */
export const samples: Samples = {
  'tasks.listTasks': ({ clientA }) => ({ query: { filter: `is:open client:${clientA}`, sort: 'due' } }),
  'tasks.countTasks': () => ({ query: { filter: 'assignee:me' } }),
  'tasks.createTask': (world) => ({
    body: { title: world.fresh('Renew the certificate'), applicationId: world.applicationA, assigneeId: world.people.engineer.id },
  }),
  'tasks.readTask': async (world) => ({ params: { id: (await task(world)).id } }),
  'tasks.changeTask': async (world) => {
    const { id, version } = await task(world)
    return { params: { id }, body: { state: 'done' }, ifMatch: version }
  },
  'tasks.deleteTask': async (world) => {
    const { id, version } = await task(world)
    return { params: { id }, ifMatch: version }
  },
  'tasks.changeTasks': async (world) => ({ body: { items: [{ id: (await task(world)).id, change: { priority: 1 } }] } }),
}
