/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

const walk = async (world: SampleWorld) => ({ params: { id: (await world.call('operation.startVerification')).id } })

/** One valid call for each route of this part. Jobs and parked events cannot be made to fail from outside, so theirs name none. */
export const samples: Samples = {
  'operation.listEvents': ({ clientA }) => ({ query: { clientId: clientA } }),
  'operation.exportEventLines': ({ clientA }) => ({ query: { clientId: clientA } }),
  'operation.exportEventTable': ({ clientA }) => ({ query: { clientId: clientA } }),
  'operation.startVerification': () => ({}),
  'operation.listVerifications': () => ({}),
  'operation.readVerification': walk,
  'operation.exportCheckpoints': () => ({}),

  'operation.readJobs': () => ({}),
  'operation.listDeadJobs': () => ({}),
  'operation.retryDeadJob': () => ({ params: { id: '1' }, refusedWith: 404 }),
  'operation.discardDeadJob': () => ({ params: { id: '1' }, refusedWith: 404 }),
  'operation.retryDeadJobs': () => ({ body: { task: 'operation.verify_log' } }),
  'operation.discardDeadJobs': () => ({ body: { task: 'operation.verify_log' } }),
  'operation.listParkedReactions': () => ({}),
  'operation.retryParkedReaction': () => ({ params: { id: 'evt_01hm65w00070080000000000fg' } }),
  'operation.listLateDeadlines': () => ({}),

  'operation.listSettings': () => ({}),
  'operation.readSetting': () => ({ params: { key: 'audit.verify_every_hours' } }),
  'operation.changeSetting': async (world) => {
    const params = { key: 'audit.verify_every_hours' }
    return { params, body: { value: 12 }, ifMatch: (await world.call('operation.readSetting', { params })).version }
  },

  'operation.readHealth': () => ({}),
  'operation.readNow': () => ({}),
}
