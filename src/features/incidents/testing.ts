/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number }

const body = (world: SampleWorld) => ({ title: world.fresh('Nobody can pay'), applicationId: world.applicationA, effect: 'impaired' })
const incident = (world: SampleWorld): Promise<Made> => world.call('incidents.declareIncident', { body: body(world) })

/** A call on something made for it, at the version that was just read. */
async function on(made: Promise<Made>, sent: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, body: sent }
}

const secret = (world: SampleWorld): Promise<Made> =>
  world.call('incidents.declareIncident', { body: { ...body(world), effect: 'security' } })

const playbook = (world: SampleWorld): Promise<Made> => world.call('incidents.createPlaybook', { body: playbookBody(world) })
const playbookBody = (world: SampleWorld) => ({
  applicationId: world.applicationA,
  name: world.fresh('The database is down'),
  steps: [{ title: 'Look whether it answers', role: 'technical', dueMinutes: 15 }],
})

/** One valid call for each route of incidents. */
export const samples: Samples = {
  'incidents.listIncidents': ({ clientA }) => ({ query: { filter: `is:open client:${clientA}`, sort: 'priority' } }),
  'incidents.countIncidents': () => ({ query: { filter: 'is:open priority:1' } }),
  'incidents.declareIncident': (world) => ({ body: body(world) }),
  'incidents.foreseeSeverity': ({ applicationA }) => ({ query: { applicationId: applicationA, effect: 'stopped', reach: 'many' } }),
  'incidents.readIncident': async (world) => ({ params: { id: (await incident(world)).id } }),
  'incidents.changeIncident': (world) => on(incident(world), { summary: 'Cards are refused.', peopleAffected: 40 }),
  'incidents.moveIncident': (world) => on(incident(world), { state: 'investigating' }),
  'incidents.weighIncident': (world) => on(incident(world), { effect: 'impaired', reach: 'one', reason: 'One shop only.' }),
  'incidents.giveRole': async (world) => ({
    params: { id: (await incident(world)).id, role: 'scribe' },
    body: { personId: world.people.engineer.id },
  }),
  'incidents.listPlaybooks': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'incidents.createPlaybook': (world) => ({ body: playbookBody(world) }),
  'incidents.changePlaybook': (world) => on(playbook(world), { name: world.fresh('The replica is down') }),
  'incidents.removePlaybook': async (world) => ({ params: { id: (await playbook(world)).id } }),
  'incidents.suggestPlaybooks': async (world) => ({ params: { id: (await incident(world)).id } }),
  'incidents.applyPlaybook': async (world) => ({
    params: { id: (await incident(world)).id, playbookId: (await playbook(world)).id },
  }),
  'incidents.readReview': async (world) => ({ params: { id: (await incident(world)).id } }),
  'incidents.changeReview': async (world) => ({ params: { id: (await incident(world)).id }, body: { causes: 'A full disk.' } }),
  'incidents.setReviewFinished': async (world) => {
    const { id, version } = await incident(world)
    await world.call('incidents.changeReview', { params: { id }, body: { causes: 'A full disk.' } })
    await world.call('incidents.moveIncident', { params: { id }, ifMatch: version, body: { state: 'resolved' } })
    return { params: { id }, body: { finished: true } }
  },
  'incidents.readSecurity': async (world) => ({ params: { id: (await secret(world)).id } }),
  'incidents.takeMeasure': async (world) => ({
    params: { id: (await secret(world)).id },
    body: { step: 'isolate', what: 'Took the shop off the network.', undo: 'Plug it in again.' },
  }),
  'incidents.setMeasureUndone': async (world) => {
    const { id } = await secret(world)
    const { measures } = await world.call('incidents.takeMeasure', { params: { id }, body: { step: 'fix', what: 'Closed the port.' } })
    return { params: { id, measureId: measures[0].id }, body: { undone: true } }
  },
  'incidents.setNotice': async (world) => ({
    params: { id: (await secret(world)).id, framework: 'gdpr' },
    body: { state: 'given', note: 'By their form.' },
    // No framework applies by the standard plan.
    refusedWith: 404,
  }),
  'incidents.setAdmitted': async (world) => ({
    params: { id: (await secret(world)).id, personId: world.people.engineer.id },
    body: { admitted: true },
  }),
  'incidents.releaseIncident': async (world) => ({ params: { id: (await secret(world)).id } }),
  'incidents.changeIncidents': async (world) => ({ body: { items: [{ id: (await incident(world)).id, change: { state: 'resolved' } }] } }),
}
