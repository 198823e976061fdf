/** From what pages tell to how much applications are used, on real stores. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { calling } from '#test/support/calling.ts'
import { openKeptPages, type Sent } from '#test/support/kept-pages.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { activityContract } from './contract/contract.ts'
import { activityHandlers } from './http/handlers.ts'

// Not long ago, or the engine would clear the items away as outlived.
const NOW = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof activityContract>>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: NOW, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(activityContract, activityHandlers(platform))
})
beforeEach(async () => {
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const routes = ['POST /orders/:id', '/cart/*']
  await catalog('createFeature', callerOf('owner'), { body: { applicationId: made.id, name: 'Checkout', importance: 'core', routes } })
  await catalog('createFeature', callerOf('owner'), { body: { applicationId: made.id, name: 'Search' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const VISIT: readonly Sent[] = [
  ['view', 900, '/cart/4711', '', 1_200, 0],
  ['feature', 500, '/cart/4711', 'checkout', 1, 0],
  ['feature', 400, '/cart/4711', 'gift wrap', 1, 0],
  ['time', 0, '/cart/4711', '', 60_000, 0],
]

interface Visits {
  readonly sessions: number
  readonly release?: string
}

/** So many sessions of a place, each a visit, a number of days ago. */
const visits = (place: typeof ours, { daysAgo, ...of }: Visits & { readonly daysAgo: number }) =>
  visitsAt(place, { ...of, at: instant(NOW - daysAgo * DAY_MS - HOUR_MS) })

async function visitsAt(place: typeof ours, { sessions, release, at }: Visits & { readonly at: Instant }) {
  const { tell, flush } = openKeptPages({ ...platform, clock: new SimulatedClock(at) })
  for (let made = 0; made < sessions; made++) {
    const session = `${(at / MINUTE_MS).toString(16).padStart(8, '0')}${made.toString(16).padStart(8, '0')}`
    await tell(toUuid('environment', place.environment) ?? '', { items: VISIT, session, ...(release ? { release } : {}) })
  }
  await flush()
}

const read = (place: typeof ours, who: CastMember = 'lead') =>
  call('readActivity', callerOf(who), { params: { id: place.application }, query: {} })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

test('sessions, views and how long they lasted are told against the week before', async () => {
  await visits(ours, { sessions: 9, daysAgo: 1 })
  await visits(ours, { sessions: 6, daysAgo: 8 })
  const activity = await read(ours)
  expect(activity).toMatchObject({
    sessions: { now: 9, before: 6, change: 0.5, comparison: 'compared' },
    views: { now: 9, before: 6 },
    sessionSeconds: { now: 60, before: 60 },
    month: 15,
  })
  expect(activity.course).toHaveLength(30)
})

test('features are told with the releases in which they were used, and those that nobody used too', async () => {
  await visits(ours, { sessions: 5, daysAgo: 1, release: 'web@8' })
  await visits(ours, { sessions: 2, daysAgo: 2, release: 'web@7' })
  const { features } = await read(ours)
  expect(features.map(({ name, importance, uses }) => [name, importance, uses.now])).toEqual([
    ['Checkout', 'core', 14],
    ['gift wrap', null, 7],
    ['Search', 'ordinary', 0],
  ])
  expect(features[0]?.releases).toEqual([
    { release: 'web@8', uses: 10 },
    { release: 'web@7', uses: 4 },
  ])
})

test('uses count to the week in which they were, also in the hour in which one week ends and the next begins', async () => {
  platform.clock.advance(30 * MINUTE_MS)
  const week = instant(platform.clock.now() - 7 * DAY_MS)
  const before = { sessions: 2, at: later(week, -10 * MINUTE_MS) }
  const after = { sessions: 3, at: later(week, 10 * MINUTE_MS) }
  for (const { sessions, at } of [before, after]) await visitsAt(ours, { sessions, at })
  await visitsAt(ours, { sessions: 1, at: later(platform.clock.now(), -5 * MINUTE_MS) })
  const { features } = await read(ours)
  expect(features.find(({ name }) => name === 'gift wrap')?.uses).toMatchObject({ now: 4, before: 2 })
})

test('of a handful nothing is said', async () => {
  await visits(ours, { sessions: 3, daysAgo: 1 })
  expect((await read(ours)).sessions).toEqual({ now: 3, before: 0, change: null, comparison: 'too_few' })
})

test('an application of which nothing was told has no activity, and no faults', async () => {
  expect(await read(ours)).toMatchObject({ sessions: { now: 0, comparison: 'too_few' }, sessionSeconds: { now: null }, month: 0 })
})

test('features are saved as CSV, a line for each release', async () => {
  await visits(ours, { sessions: 5, daysAgo: 1, release: 'web@8' })
  const lines: string[] = []
  const stream = await call('exportFeatures', callerOf('lead'), { params: { id: ours.application }, query: {} })
  for await (const line of stream as unknown as AsyncIterable<string>) lines.push(line)
  expect(lines.map((line) => line.trim())).toEqual([
    'feature,importance,release,uses this week,uses of all releases this week,uses the week before',
    'Checkout,core,web@8,10,10,0',
    'gift wrap,,web@8,5,5,0',
    'Search,ordinary,,0,0,0',
  ])
})

test('identical visits of two clients never meet, and nobody reads those of another', async () => {
  await visits(ours, { sessions: 6, daysAgo: 1 })
  await visits(theirs, { sessions: 7, daysAgo: 1 })
  expect((await read(ours)).sessions.now).toBe(6)
  await expect(read(ours, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
  await expect(read(ours, 'stranger')).rejects.toEqual(refused('common.forbidden'))
  const crossed = { params: { id: ours.application }, query: { environmentId: theirs.environment } }
  await expect(call('readActivity', callerOf('owner'), crossed)).rejects.toEqual(refused('common.not_found'))
  const { items } = await call('listActivity', callerOf('outsideLead'), {})
  expect(items.map(({ applicationId }) => applicationId)).toContain(theirs.application)
  expect(items.map(({ applicationId }) => applicationId)).not.toContain(ours.application)
})
