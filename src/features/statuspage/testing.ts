/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

interface MadePage {
  readonly id: string
  readonly version: number
  readonly components: readonly { readonly id: string }[]
}
type Made = { readonly id: string; readonly version: number; readonly updates: readonly { readonly id: string }[] }

const page = (world: SampleWorld): Promise<MadePage> =>
  world.call('statuspage.createPage', { body: { name: world.fresh('Shop'), applicationId: world.applicationA } })

const DRAFT = { title: 'Disruption of the shop', phase: 'investigating', text: 'We are looking into it.' }

async function post(world: SampleWorld): Promise<Made> {
  const { id, version } = await page(world)
  await world.call('statuspage.changePage', { params: { id }, ifMatch: version, body: { state: 'published' } })
  return world.call('statuspage.createPost', { params: { id }, body: { kind: 'incident', ...DRAFT } })
}

/** One valid call for each route of status pages. */
export const samples: Samples = {
  'statuspage.listPages': ({ applicationA }) => ({ query: { applicationId: applicationA } }),
  'statuspage.createPage': (world) => ({ body: { name: world.fresh('Shop'), applicationId: world.applicationA } }),
  'statuspage.readPage': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.changePage': async (world) => {
    const { id, version } = await page(world)
    return { params: { id }, ifMatch: version, body: { intro: 'How our shop is.' } }
  },
  'statuspage.deletePage': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.renewLink': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.changeLogo': async (world) => ({
    params: { id: (await page(world)).id },
    upload: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
  }),
  'statuspage.changeDomain': async (world) => {
    const { id } = await page(world)
    return { params: { id }, body: { domain: `${id.slice(-12)}.example.com` } }
  },
  'statuspage.removeLogo': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.readStanding': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.listPosts': async (world) => ({ params: { id: (await page(world)).id } }),
  'statuspage.createPost': async (world) => ({ params: { id: (await page(world)).id }, body: { kind: 'incident', ...DRAFT } }),
  'statuspage.writeDraft': async (world) => {
    const { id, version } = await post(world)
    return { params: { id }, ifMatch: version, body: { ...DRAFT, phase: 'identified' } }
  },
  'statuspage.discardDraft': async (world) => ({ params: { id: (await post(world)).id } }),
  'statuspage.releaseDraft': async (world) => {
    const { id, version } = await post(world)
    return { params: { id }, ifMatch: version }
  },
  'statuspage.correctUpdate': async (world) => {
    const { id, version } = await post(world)
    const released: Made = await world.call('statuspage.releaseDraft', { params: { id }, ifMatch: version })
    return { params: { id, update: released.updates[0]?.id ?? '' }, ifMatch: released.version, body: { text: 'We were looking into it.' } }
  },
}
