/** Builders for tests, and a valid call for each route. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'
import { systemClock } from '#platform/clock.ts'
import { DAY_MS, HOUR_MS, later, toIso } from '#kit/time.ts'

const ahead = (ms: number): string => toIso(later(systemClock.now(), ms))
/** Ends an hour after it begins, some hours ahead. */
const stretch = (hours: number) => ({ from: ahead(hours * HOUR_MS), to: ahead((hours + 1) * HOUR_MS) })

/** A layer on the wire: weekly turns since January 2026. */
export function aLayer(people: readonly string[], of: object = {}) {
  return { name: 'Main', people, turnDays: 7, startsOn: '2026-01-05', handOverAt: '09:00', ...of }
}

async function aSchedule(world: SampleWorld, people = [world.people.owner.id]): Promise<{ id: string; version: number }> {
  const body = { name: world.fresh('Duty'), zone: 'Europe/Berlin', layers: [aLayer(people)] }
  return world.call('oncall.createSchedule', { body })
}
const ofSchedule = async (world: SampleWorld) => ({ params: { id: (await aSchedule(world)).id } })
const anOverride = async (world: SampleWorld): Promise<SampleCall> => ({
  ...(await ofSchedule(world)),
  body: { personId: world.people.lead.id, ...stretch(2) },
})
const aSwap = async (world: SampleWorld): Promise<SampleCall> => ({
  ...(await ofSchedule(world)),
  body: { askedId: world.people.lead.id, ...stretch(2), inReturn: null },
})

/** Pages follow from alerts, which nobody makes by a call: of one that is not there everybody is told the same. */
const noPage = { params: { id: 'pag_01jd4m0000000000000000000a' }, refusedWith: 404 }
const steps = (world: SampleWorld) => [{ who: [{ kind: 'person', id: world.people.engineer.id }], waitMinutes: 5 }]

async function anApplication(world: SampleWorld): Promise<{ application: string }> {
  const body = { clientId: world.clientA, name: world.fresh('Paged shop') }
  return { application: (await world.call('catalog.createApplication', { body })).id }
}

export const samples: Samples = {
  'oncall.listSchedules': () => ({}),
  'oncall.createSchedule': (world) => ({
    body: { name: world.fresh('Duty'), zone: 'Europe/Berlin', layers: [aLayer([world.people.lead.id, world.people.engineer.id])] },
  }),
  'oncall.readSchedule': ofSchedule,
  'oncall.changeSchedule': async (world) => {
    const { id, version } = await aSchedule(world)
    return { params: { id }, ifMatch: version, body: { name: world.fresh('Renamed') } }
  },
  'oncall.deleteSchedule': ofSchedule,
  'oncall.readDuty': async (world) => ({ ...(await ofSchedule(world)), query: { from: ahead(0), to: ahead(7 * DAY_MS) } }),
  'oncall.addOverride': anOverride,
  'oncall.removeOverride': async (world) => ({
    params: { id: (await world.call('oncall.addOverride', await anOverride(world))).id },
  }),
  'oncall.askSwap': aSwap,
  'oncall.settleSwap': async (world) => ({
    params: { id: (await world.call('oncall.askSwap', await aSwap(world))).id },
    body: { state: 'withdrawn' },
  }),
  'oncall.leaveNote': async (world) => ({ ...(await ofSchedule(world)), body: { text: 'The shop was slow last night.' } }),
  'oncall.readMyDuty': () => ({}),
  'oncall.readReachability': () => ({}),
  'oncall.readLoad': () => ({}),
  'oncall.renewFeed': () => ({ body: { scheduleId: null } }),
  'oncall.readFeed': async (world) => {
    const { path } = await world.call('oncall.renewFeed', { body: { scheduleId: (await aSchedule(world)).id } })
    return { params: { secret: String(path).split('/').at(-1) ?? '' } }
  },
  'oncall.listPages': () => ({}),
  'oncall.readPage': () => noPage,
  'oncall.answerPage': () => ({ ...noPage, body: { answer: 'acknowledge' } }),
  'oncall.readPolicy': ({ applicationA }) => ({ params: { application: applicationA } }),
  'oncall.changePolicy': async (world) => ({
    params: await anApplication(world),
    ifMatch: 0,
    body: { steps: steps(world), repeats: 1 },
  }),
  'oncall.previewPolicy': (world) => ({ params: { application: world.applicationA }, body: { steps: steps(world) } }),
  'oncall.followPlan': async (world) => ({ params: await anApplication(world) }),
}
