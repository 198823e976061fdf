/** What is usual by the hour of the week, learned from real telemetry on real stores; and what is away from it. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { planContract } from '#core/plan/contract/contract.ts'
import { planHandlers } from '#core/plan/http/handlers.ts'
import { catalogEvents } from '#events/catalog.ts'
import { planEvents } from '#events/plan.ts'
import { readSessionHours } from '#features/browser/public.ts'
import { common } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, toIso, type Instant } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { openKept } from '#test/support/kept.ts'
import { openKeptPages, type Sent } from '#test/support/kept-pages.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { learnAll } from './actions/learn-baselines.ts'
import { monitoringContract } from './contract/contract.ts'
import { monitoringHandlers } from './http/handlers.ts'
import { standingsIn } from './public.ts'

// The engine drops what is older than a fortnight, so weeks pass from now on.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const WEEK_MS = 7 * DAY_MS
const WEEKS = 5
/** Five weeks later, when one shop is busier for some hours, and the other one has a holiday. */
const ODD_FROM = later(START, WEEKS * WEEK_MS)
/** One week of a sale, which nobody takes for usual. */
const SALE = { from: later(START, WEEK_MS), to: later(START, 2 * WEEK_MS) }

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof monitoringContract>>
let busy: Place
let closed: Place
let theirs: Place

beforeAll(async () => {
  const events = [...catalogEvents, ...planEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(monitoringContract, monitoringHandlers(platform))
  busy = await anApplication(CLIENT_A)
  closed = await anApplication(CLIENT_A)
  theirs = await anApplication(CLIENT_B)
  await closeOn(closed, [ODD_FROM, later(ODD_FROM, DAY_MS)])
  await visit(busy, 3)
  await learnAll(platform)
  for (let week = 0; week < WEEKS; week++) {
    platform.clock.advance(WEEK_MS)
    for (const place of [busy, closed]) await send(place, WEEK_MS)
    await learnAll(platform)
  }
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  const { id } = await catalog('createEnvironment', callerOf('owner'), { body })
  return { application: made.id, environment: id, environmentId: toUuid('environment', id) ?? '' }
}

type Place = Awaited<ReturnType<typeof anApplication>>

async function closeOn({ application }: Place, days: readonly Instant[]) {
  const plans = calling(planContract, planHandlers(platform))
  const event = (at: Instant) =>
    `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${toIso(at).slice(0, 10).replaceAll('-', '')}\nSUMMARY:Closed\nEND:VEVENT\n`
  const body = { list: 'public', file: days.map(event).join('') }
  await plans('importHolidays', callerOf('owner'), { params: { plan: application }, body, ifMatch: 0 })
}

/** Requests a second, a little different each hour. */
function rateOf({ environmentId }: Place, at: Instant): number {
  const usual = 5 + Math.sin(at / HOUR_MS / 5)
  if (at >= ODD_FROM) return environmentId === busy.environmentId ? usual * 4 : usual / 10
  return at >= SALE.from && at < SALE.to ? usual * 6 : usual
}

const VISIT: readonly Sent[] = [
  ['view', 900, '/cart', '', 1_200, 0],
  ['time', 0, '/cart', '', 60_000, 0],
]
const VISITED_AT = later(START, -90 * MINUTE_MS)

async function visit({ environmentId }: Place, sessions: number) {
  const { tell, flush } = openKeptPages({ ...platform, clock: new SimulatedClock(VISITED_AT) })
  for (let made = 0; made < sessions; made++) await tell(environmentId, { items: VISIT, session: made.toString(16).padStart(16, '0') })
  await flush()
}

const STEP_MS = 5 * MINUTE_MS
const counted = new Map<string, number>()

/** What a shop counted and how busy its host was in the time up to now. */
async function send(place: Place, lengthMs: number) {
  const { intake, flush } = openKept(platform)
  const now = platform.clock.now()
  const points = Array.from({ length: lengthMs / STEP_MS }, (_, index) => {
    const at = later(now, (index + 1) * STEP_MS - lengthMs - 1)
    const value = (counted.get(place.environmentId) ?? 0) + rateOf(place, at) * (STEP_MS / SECOND_MS)
    counted.set(place.environmentId, value)
    return [
      { metric: 'http_requests_total', labels: { code: '200' }, at, value },
      { metric: 'system.cpu.utilization', labels: { 'host.name': 'shop-1' }, at, value: 0.3 },
    ]
  }).flat()
  await intake.takePoints({ environmentId: place.environmentId, keyId: null, protocol: 'otlp_metrics' }, { bytes: 0, points })
  await flush()
}

const overview = ({ application, environment }: Place) =>
  call('readOverview', callerOf('lead'), { params: { id: application }, query: { environmentId: environment } })
const signalOf = async (place: Place, name: string) => (await overview(place)).items.find(({ signal }) => signal === name)
const standings = ({ environmentId }: Place) => platform.work.read((tx) => standingsIn(tx, [environmentId]))
const standing = async (place: Place, name: string) => (await standings(place)).find(({ signal }) => signal === name)

test('the overview has a band of what is usual, learned from the weeks that were like each other', async () => {
  const traffic = await signalOf(busy, 'traffic')
  expect(traffic?.baseline).toMatchObject({ refusedAs: null, deviatesSince: null })
  expect(traffic?.baseline?.now?.expected).toBeGreaterThan(3)
  expect(traffic?.baseline?.now?.upper).toBeLessThan(12)
  expect(traffic?.baseline?.upper).toHaveLength(traffic?.course.length ?? 0)
  expect(await standing(busy, 'traffic')).toMatchObject({ verdict: 'inside', since: null })
  expect((await standing(busy, 'traffic'))?.oddWeeks).toBeGreaterThanOrEqual(1)
  expect((await signalOf(busy, 'disk'))?.baseline).toBeNull()
})

test('what nothing says has no band, and says why', async () => {
  expect(await standing(busy, 'query_time')).toMatchObject({ refusedAs: 'nothing_arrives', verdict: 'not_said' })
  expect((await signalOf(theirs, 'traffic'))?.baseline).toMatchObject({ refusedAs: 'nothing_arrives', now: null, weeks: 0 })
})

test('sessions are counted by the hour in which they looked, and one week of them is not enough', async () => {
  const day = { from: later(START, -DAY_MS), to: START }
  const hours = await readSessionHours(platform.clickhouse, { environmentId: busy.environmentId, ...day })
  expect(hours).toEqual([{ at: later(START, -2 * HOUR_MS) / SECOND_MS, sessions: 3, seconds: 60 }])
  expect(await readSessionHours(platform.clickhouse, { environmentId: theirs.environmentId, ...day })).toEqual([])
  expect(await standing(busy, 'sessions')).toMatchObject({ refusedAs: 'too_few_weeks', weeks: 1 })
  expect(await standing(busy, 'session_time')).toMatchObject({ refusedAs: 'too_few_weeks', weeks: 1 })
})

test('three hours beyond the band deviate, a holiday does not, and what is as usual again ends it', async () => {
  for (const hours of [2, 1]) {
    platform.clock.advance(hours * HOUR_MS)
    for (const place of [busy, closed]) await send(place, hours * HOUR_MS)
    // An hour is judged once it cannot change any more.
    platform.clock.advance(15 * MINUTE_MS)
    await learnAll(platform)
    platform.clock.advance(-15 * MINUTE_MS)
    expect(await standing(busy, 'traffic')).toMatchObject(hours === 2 ? { verdict: 'too_short', since: null } : { verdict: 'above' })
  }
  expect(await standing(busy, 'traffic')).toMatchObject({ since: ODD_FROM, turn: 'above' })
  expect(await signalOf(busy, 'traffic')).toMatchObject({ baseline: { deviatesSince: toIso(ODD_FROM) } })
  expect(await standing(busy, 'cpu')).toMatchObject({ verdict: 'inside', since: null })
  expect(await standing(closed, 'traffic')).toMatchObject({ verdict: 'holiday', since: null })
  platform.clock.advance(3 * HOUR_MS + 15 * MINUTE_MS)
  await learnAll(platform)
  expect(await standing(busy, 'traffic')).toMatchObject({ verdict: 'not_said', since: null })
})

test('an hour that was learned from is not read again, and looking twice changes nothing', async () => {
  const before = await standings(busy)
  await learnAll(platform)
  expect(await standings(busy)).toEqual(before)
})

test('a stranger of another client sees no band of ours', async () => {
  const ask = { params: { id: busy.application }, query: { environmentId: busy.environment } }
  await expect(call('readOverview', callerOf('stranger'), ask)).rejects.toMatchObject({ code: common.not_found })
  expect((await standings(theirs)).every(({ since, refusedAs }) => since === null && refusedAs === 'nothing_arrives')).toBe(true)
})
