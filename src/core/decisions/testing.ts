/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number; readonly views: readonly { readonly id: string }[] }

const question = (world: SampleWorld): Promise<Made> =>
  world.call('decisions.createDecision', {
    body: { question: world.fresh('Which way?'), clientId: world.clientA, options: [{ title: 'Left' }, { title: 'Right' }] },
  })
const asked = async (world: SampleWorld): Promise<Made> =>
  world.call('decisions.askView', { params: { id: (await question(world)).id }, body: { side: 'qa' } })
const decided = async (world: SampleWorld): Promise<Made> =>
  world.call('decisions.decide', await on(question(world), { chosen: 0, outcome: 'Left.', reason: 'Shorter.' }))
/** A call on something made for it, at the version that was just read. */
async function on(made: Promise<Made>, body?: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, ...(body === undefined ? {} : { body }) }
}
const onView = async (world: SampleWorld): Promise<Pick<SampleCall, 'params'>> => {
  const { id, views } = await asked(world)
  return { params: { id, view: views[0]?.id ?? '' } }
}

/** One valid call for each route of decisions. */
export const samples: Samples = {
  'decisions.listDecisions': () => ({ query: { filter: 'state:open' } }),
  'decisions.countDecisions': () => ({ query: { filter: 'is:open' } }),
  'decisions.createDecision': (world) => ({ body: { question: world.fresh('Which way?'), clientId: world.clientA } }),
  'decisions.readDecision': async (world) => ({ params: { id: (await question(world)).id } }),
  'decisions.changeDecision': (world) => on(question(world), { context: 'It rains.' }),
  'decisions.askView': async (world) => ({
    params: { id: (await question(world)).id },
    body: { side: 'support', personId: world.people.lead.id },
  }),
  'decisions.giveView': async (world) => ({ ...(await onView(world)), body: { text: 'Either will do.', favours: 1 } }),
  'decisions.withdrawView': (world) => onView(world),
  'decisions.decide': (world) => on(question(world), { chosen: null, outcome: '', reason: 'Neither helps.' }),
  'decisions.reopen': (world) => on(decided(world)),
  'decisions.supersede': async (world) => on(decided(world), { by: (await question(world)).id }),
  'decisions.setDecisionDeleted': (world) => on(question(world), { deleted: true }),
}
