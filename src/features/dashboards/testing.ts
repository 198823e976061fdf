/** Sample calls for tests. */
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'

async function place(world: SampleWorld) {
  const { ingestKey } = await anIngestKey(world)
  return { params: { id: world.applicationA }, environmentId: ingestKey.environmentId }
}

type Made = { readonly id: string; readonly version: number }

const panel = {
  title: 'Requests',
  kind: 'line',
  unit: 'per_second',
  width: 'half',
  expressions: [{ text: 'rate(requests_total[5m])', legend: '' }],
}
const dashboard = (world: SampleWorld): Promise<Made> =>
  world.call('dashboards.createDashboard', { body: { applicationId: world.applicationA, title: world.fresh('Shop'), panels: [panel] } })

/** One valid call for each route of dashboards. */
export const samples: Samples = {
  'dashboards.listMetrics': async (world) => {
    const { params, environmentId } = await place(world)
    return { params, query: { environmentId } }
  },
  'dashboards.listLabels': async (world) => {
    const { params, environmentId } = await place(world)
    return { params, query: { environmentId, metric: 'up' } }
  },
  'dashboards.listLabelValues': async (world) => {
    const { params, environmentId } = await place(world)
    return { params, query: { environmentId, metric: 'up', label: 'job' } }
  },
  'dashboards.evaluate': async (world) => {
    const { params, environmentId } = await place(world)
    const body = { environmentId, expressions: ['sum(up)'], from: '2026-11-22T10:00:00Z', to: '2026-11-22T11:00:00Z' }
    return { params, body }
  },
  'dashboards.listDashboards': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'dashboards.createDashboard': (world) => ({
    body: { applicationId: world.applicationA, title: world.fresh('Shop'), panels: [panel] },
  }),
  'dashboards.readDashboard': async (world) => ({ params: { id: (await dashboard(world)).id } }),
  'dashboards.changeDashboard': async (world) => {
    const { id, version } = await dashboard(world)
    return { params: { id }, body: { title: world.fresh('Checkout') }, ifMatch: version }
  },
  'dashboards.setDashboardDeleted': async (world) => {
    const { id, version } = await dashboard(world)
    return { params: { id }, body: { deleted: true }, ifMatch: version }
  },
  'dashboards.exportDashboard': async (world) => ({ params: { id: (await dashboard(world)).id } }),
  'dashboards.readFile': ({ applicationA }) => ({ body: { applicationId: applicationA, text: 'title: Shop\npanels: []\n' } }),
  'dashboards.listReleases': async (world) => {
    const { params, environmentId } = await place(world)
    return { params, query: { environmentId, from: '2026-11-22T10:00:00Z', to: '2026-11-22T11:00:00Z' } }
  },
}
