/** From messages of pages to what is read of them, on real stores. */
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { originBookOf } from '#features/errors/public.ts'
import { keyBookOf, projectOf } from '#features/telemetry/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, MINUTE_MS, instant } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { dsnFor } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { PageIntake, pageKeeper } from './actions/page-intake.ts'
import { browserContract } from './contract/contract.ts'
import { browserHandlers } from './http/handlers.ts'
import { aMessage, aVisit, type Sent } from './testing.ts'

// Not long ago, or the engine would clear the items away as outlived.
// Within a step of the course: where one ends, a visit would stand in two.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - 50 * MINUTE_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let intake: PageIntake
let handlers: ReturnType<typeof browserHandlers>

interface Place {
  readonly application: string
  readonly environment: string
  readonly key: string
}
let ours: Place
let theirs: Place

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, config: { ...postgres.config, dataFolder: scratchFolder() }, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  intake = new PageIntake(platform, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  handlers = browserHandlers({ platform, book: keyBookOf(platform), origins: originBookOf(platform), intake })
  ours = await aPlace(CLIENT_A)
  theirs = await aPlace(CLIENT_B)
})

async function aPlace(client: string): Promise<Place> {
  const call = calling(catalogContract, catalogHandlers(platform))
  const { id: application } = await call('createApplication', callerOf('owner'), {
    body: { clientId: toId('client', client), name: 'Shop' },
  })
  const body = { applicationId: application, name: 'Live', kind: 'production' }
  const environment = toUuid('environment', (await call('createEnvironment', callerOf('owner'), { body })).id) ?? ''
  return { application, environment, key: (await dsnFor(platform, environment)).replace(/^.*\/\/(\w+)@.*$/, '$1') }
}

interface Sending {
  readonly place?: Place
  readonly project?: string
  readonly key?: string
}

/** Sends as the HTTP side hands it on; answers with the origin that may read the answer. */
async function send(text: string, { place = ours, project = projectOf(place.environment), key = place.key }: Sending = {}) {
  let allowed: string | undefined
  const context = {
    secret: null,
    header: (name: string) => (name === 'origin' ? 'https://shop.example' : undefined),
    allowOrigin: (one: string) => void (allowed = one),
  } as unknown as RequestContext
  await handlers.takePage({ params: { project }, query: { key }, bytes: Buffer.from(text) }, context)
  return allowed
}

const flush = () => pageKeeper(platform, intake).run()
const read = (place: Place, who: Parameters<typeof callerOf>[0] = 'owner', hours = 24) =>
  calling(browserContract, handlers)('readPages', callerOf(who), { params: { id: place.application }, query: { hours } })
const refusedWith = (code: string) => ({ code: { code } })

describe('pages in browsers', () => {
  test('how an environment does at a glance is told against the limits of the plan', async () => {
    const place = await aPlace(CLIENT_A)
    const slow: Sent[] = [
      ['view', 100, '/', '', 4_200, 0],
      ['fetch', 100, '/', '/api/cart', 80, 503],
      ['vital', 10, '/', 'INP', 310, 0],
    ]
    for (let session = 0; session < 40; session++) await send(aMessage(slow, session.toString(16).padStart(16, '0')), { place })
    await flush()
    const call = calling(browserContract, handlers)
    const params = { id: place.application }
    const glance = await call('readGlance', callerOf('lead'), { params, query: { environmentId: toId('environment', place.environment) } })
    expect(glance).toMatchObject({
      loadMs: { value: 4_200, volume: 40, standing: 'above', limit: { above: 3_000, layer: 'standard' }, yesterday: null },
      errorRate: { value: 1, volume: 40, standing: 'above', limit: { above: 0.01 } },
      sessions: 40,
      inpMs: 310,
      lcpMs: null,
    })
    expect(glance.loadMs.course).toHaveLength(48)
    const crossed = { params, query: { environmentId: toId('environment', theirs.environment) } }
    await expect(call('readGlance', callerOf('lead'), crossed)).rejects.toMatchObject(refusedWith('common.not_found'))
    await expect(call('readGlance', callerOf('outsideLead'), crossed)).rejects.toMatchObject(refusedWith('common.not_found'))
  })

  test('a visit is kept, and read as loads, vitals, sessions, features and requests', async () => {
    expect(await send(aMessage(aVisit))).toBe('https://shop.example')
    const second: Sent[] = [
      ['view', 100, '/orders/4712', '', 2_840, 0],
      ['time', 0, '/orders/4712', '', 10_000, 0],
    ]
    await send(aMessage(second, 'fedcba9876543210'))
    await flush()
    const pages = await read(ours)
    expect(pages).toMatchObject({ sessions: 2, views: 2, activeNow: 2, sessionSeconds: 20 })
    expect(pages.routes).toEqual([
      { route: '/orders/:id', views: 2, sessions: 2, loadMs: 2_590, ttfbMs: null, fcpMs: null, lcpMs: 1_500, inpMs: null, cls: 0.02 },
    ])
    expect(pages.features).toEqual([{ name: 'checkout', uses: 1, sessions: 1 }])
    expect(pages.requests).toEqual([{ name: '/api/orders/:id', requests: 1, failed: 1, ms: 120 }])
    expect(pages.course).toMatchObject([{ sessions: 2, views: 2, loadMs: 2_590 }])
  })

  test('identical visits of two clients never meet, and nobody reads those of another', async () => {
    await send(aMessage(aVisit), { place: theirs })
    await flush()
    expect(await read(theirs)).toMatchObject({ sessions: 1, views: 1 })
    expect(await read(ours)).toMatchObject({ sessions: 2, views: 2 })
    await expect(read(ours, 'outsideLead')).rejects.toMatchObject(refusedWith('common.not_found'))
    for (const who of ['stranger', 'contact', 'powerless'] as const)
      await expect(read(ours, who)).rejects.toMatchObject({ code: { status: expect.any(Number) } })
    const query = { hours: 24, environmentId: toId('environment', theirs.environment) }
    await expect(
      calling(browserContract, handlers)('readPages', callerOf('owner'), { params: { id: ours.application }, query }),
    ).rejects.toMatchObject(refusedWith('common.not_found'))
  })

  test('what is refused keeps nothing and is counted with its reason', async () => {
    intake.tally.drain()
    await expect(send('{')).rejects.toMatchObject(refusedWith('browser.malformed'))
    await expect(send(aMessage(aVisit), { project: projectOf(theirs.environment) })).rejects.toMatchObject(
      refusedWith('browser.other_project'),
    )
    await expect(send(aMessage(aVisit), { key: 'x' })).rejects.toMatchObject(refusedWith('common.unauthenticated'))
    await send(aMessage([...aVisit, ['nonsense']]))
    const counted = intake.tally.drain().map(({ protocol, outcome, items }) => `${protocol} ${outcome} ${items}`)
    expect(counted).toEqual(['browser malformed 0', 'browser kept 6', 'browser item_unknown 1'])
  })

  test('nothing that names a person or a thing is on the disk, before and after it is kept', async () => {
    await send(aMessage([['view', 0, '/users/anna@example.com?token=hunter2', '', 1, 0]], 'aaaaaaaaaaaaaaaa'))
    const segments = await intake.spool.open()
    await segments.end()
    for (const name of segments.ended()) expect(JSON.stringify((await segments.read(name)).records.map(String))).not.toMatch(/anna|hunter2/)
    await flush()
    expect((await read(ours)).routes.map(({ route }) => route)).toContain('/users/:id')
  })
})
