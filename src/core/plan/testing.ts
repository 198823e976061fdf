/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

const NOTE = 'A sample.'

/** A new application, so that the version is known. */
async function fresh(world: SampleWorld): Promise<{ plan: string }> {
  const body = { clientId: world.clientA, name: world.fresh('Planned shop') }
  const { id } = (await world.call('catalog.createApplication', { body })) as { id: string }
  return { plan: id }
}
const untouched = async (world: SampleWorld, body: unknown): Promise<SampleCall> => ({ params: await fresh(world), body, ifMatch: 0 })

/** One valid call for each route of plans. */
export const samples: Samples = {
  'plan.listPlans': () => ({}),
  'plan.readPlan': ({ applicationA }) => ({ params: { plan: applicationA } }),
  'plan.readPlanValueBelow': ({ clientA }) => ({ params: { plan: clientA }, query: { path: 'thresholds.cpu.limit' } }),
  'plan.changePlan': (world) => untouched(world, { set: [{ path: 'thresholds.cpu.limit', value: '90 %' }], unset: [], note: NOTE }),
  'plan.readPlanSource': ({ clientA }) => ({ params: { plan: clientA }, query: { of: 'effective' } }),
  'plan.replacePlanSource': (world) => untouched(world, { source: 'thresholds:\n  cpu:\n    limit: 90 %\n', note: NOTE }),
  'plan.checkPlanSource': ({ clientA }) => ({ params: { plan: clientA }, body: { source: 'cadence:\n  sprintLength: 3 weeks\n' } }),
  'plan.listPlanVersions': ({ applicationA }) => ({ params: { plan: applicationA } }),
  'plan.comparePlanVersions': ({ applicationA }) => ({ params: { plan: applicationA }, query: { from: '0', to: '0' } }),
  'plan.restorePlanVersion': async (world) => {
    const params = await fresh(world)
    const body = { set: [{ path: 'thresholds.cpu.limit', value: '90 %' }] }
    await world.call('plan.changePlan', { params, body, ifMatch: 0 })
    return { params, body: { version: 0, note: NOTE }, ifMatch: 1 }
  },
  'plan.importHolidays': (world) =>
    untouched(world, { list: 'public', file: 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day\nEND:VEVENT\n' }),
}
