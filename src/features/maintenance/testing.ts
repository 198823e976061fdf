/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number; readonly occurrences: readonly { readonly id: string }[] }

const planned = (world: SampleWorld) => ({
  title: world.fresh('Database upgrade'),
  applicationId: world.applicationA,
  zone: 'Europe/Berlin',
  startsLocal: '2099-12-06T02:00',
  durationMinutes: 120,
})
const window = (world: SampleWorld): Promise<Made> => world.call('maintenance.planWindow', { body: planned(world) })

/** One valid call for each route of maintenance. */
export const samples: Samples = {
  'maintenance.listWindows': ({ clientA }) => ({ query: { filter: `is:open client:${clientA}`, sort: 'due' } }),
  'maintenance.countWindows': () => ({ query: { filter: 'is:open' } }),
  'maintenance.planWindow': (world) => ({ body: planned(world) }),
  'maintenance.previewWindow': (world) => ({ body: { ...planned(world), rule: 'FREQ=YEARLY' } }),
  'maintenance.readWindow': async (world) => ({ params: { id: (await window(world)).id } }),
  'maintenance.changeWindow': async (world) => {
    const { id, version } = await window(world)
    return { params: { id }, body: { state: 'cancelled' }, ifMatch: version }
  },
  'maintenance.changeOccurrence': async (world) => {
    const { id, occurrences } = await window(world)
    return { params: { id, occurrence: occurrences[0]?.id ?? '' }, body: { isSkipped: true } }
  },
  'maintenance.listCalendar': ({ applicationA }) => ({
    query: { from: '2026-12-01T00:00:00Z', to: '2026-12-31T00:00:00Z', applicationId: applicationA },
  }),
  'maintenance.makeFeed': () => ({}),
  'maintenance.readFeed': async (world) => {
    const { url } = (await world.call('maintenance.makeFeed')) as { url: string }
    return { params: { token: url.slice(url.lastIndexOf('/') + 1) } }
  },
}
