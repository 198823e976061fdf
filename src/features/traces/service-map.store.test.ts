/** Who calls whom, from spans that come in by themselves, on real stores. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { tracesContract } from './contract/contract.ts'
import { tracesHandlers } from './http/handlers.ts'
import type { Span } from './domain/span.ts'
import { readCalls, readNeeds, readServices } from './store/service-map.ts'
import { aSpan, nanosecondsOf, openKeptSpans } from './testing.ts'

// Not long ago, or the engine would clear the spans away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: ReturnType<typeof openKeptSpans>
let call: ReturnType<typeof calling<typeof tracesContract>>
let ours = { application: '', environment: '' }
let theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKeptSpans(platform)
  call = calling(tracesContract, tracesHandlers(platform))
  ours = await anApplication(CLIENT_A)
  theirs = await anApplication(CLIENT_B)
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'QA', kind: 'qa' }
  return { application: made.id, environment: (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

async function send(environment: string, ...spans: Span[]): Promise<void> {
  const source = { environmentId: toUuid('environment', environment) ?? '', keyId: null, protocol: 'otlp_traces' as const }
  expect(await kept.intake.take(source, { bytes: 100, spans })).toMatchObject({ kept: spans.length })
  await kept.flush()
}

const MS_OF_CALL = 20
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
const [SERVER, CLIENT, PRODUCER, CONSUMER] = [2, 3, 4, 5]
/** Minutes before the start, for so many milliseconds; `parent` 0: the first of its trace. */
function spanOf(trace: number, id: number, of: Partial<Omit<Span, 'status'>> & { parent?: number; failed?: boolean; ms?: number }): Span {
  const { parent = 0, failed = false, ms = MS_OF_CALL, ...rest } = of
  const start = nanosecondsOf(START - MINUTE_MS * 30)
  return aSpan({
    traceId: hex(trace, 32),
    spanId: hex(id, 16),
    parentId: parent === 0 ? '' : hex(parent, 16),
    start,
    end: start + nanosecondsOf(ms),
    status: failed ? 2 : 0,
    ...rest,
  })
}
const mapOf = (environment: string, who: CastMember = 'engineer', query = {}) =>
  call('readServiceMap', callerOf(who), { params: { id: environment }, query })

/** A shop asks its cart, which asks a database and sends a message that mail takes; the cart fails in one of two. */
function request(trace: number, failed: boolean): readonly (readonly Span[])[] {
  const shop = [
    spanOf(trace, 1, { service: 'shop', kind: SERVER, ms: 50 }),
    spanOf(trace, 2, { service: 'shop', kind: CLIENT, parent: 1, attributes: { 'server.address': 'cart.internal' }, ms: 40 }),
    spanOf(trace, 3, { service: 'shop', kind: CLIENT, parent: 1, attributes: { 'server.address': 'pay.example.com' }, failed }),
  ]
  const cart = [
    spanOf(trace, 4, { service: 'cart', kind: SERVER, parent: 2, ms: 30, failed }),
    spanOf(trace, 5, { service: 'cart', kind: CLIENT, parent: 4, attributes: { 'db.system': 'postgresql', 'db.name': 'carts' }, ms: 10 }),
    spanOf(trace, 6, { service: 'cart', kind: PRODUCER, parent: 4, attributes: { 'messaging.system': 'kafka' } }),
    spanOf(trace, 7, {
      service: 'cart',
      kind: PRODUCER,
      parent: 4,
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'nobody-takes' },
    }),
  ]
  return [cart, shop, [spanOf(trace, 8, { service: 'mail', kind: CONSUMER, parent: 6 })]]
}

test('pairs are found though the spans of a trace come in different requests, the called first, and some twice', async () => {
  for (const spans of [...request(1, false), ...request(2, true), ...request(2, true)]) await send(ours.environment, ...spans)
  await send(theirs.environment, spanOf(1, 9, { service: 'secret', kind: SERVER, parent: 2 }))
  const { nodes, edges, every, isCut, from, to } = await mapOf(ours.environment)
  expect([every, isCut, from, to]).toEqual([1, false, toIso(later(START, -HOUR_MS)), toIso(START)])
  const told = (failed: number, p95Ms: number) => ({
    perSecond: expect.closeTo(2 / 3600, 9),
    failedShare: failed / 2,
    p95Ms: expect.closeTo(p95Ms, 6),
  })
  expect(edges.toSorted((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))).toEqual([
    { from: 'service:cart', to: 'database:postgresql carts', ...told(0, 10) },
    { from: 'service:cart', to: 'messaging:kafka nobody-takes', ...told(0, MS_OF_CALL) },
    { from: 'service:cart', to: 'service:mail', ...told(0, MS_OF_CALL) },
    { from: 'service:shop', to: 'peer:pay.example.com', ...told(1, MS_OF_CALL) },
    { from: 'service:shop', to: 'service:cart', ...told(1, 30) },
  ])
  const servedBy = new Map(nodes.map(({ id, served }) => [id, served]))
  expect(servedBy.get('service:shop')).toEqual(told(0, 50))
  expect(servedBy.get('service:cart')).toEqual(told(1, 30))
  expect(servedBy.get('database:postgresql carts')).toEqual(told(0, 10))
  expect(nodes).toHaveLength(6)
})

test('a stranger of another client sees neither the map nor what it is made of', async () => {
  for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
    await expect(mapOf(ours.environment, who)).rejects.toBeInstanceOf(Fault)
  }
  expect((await mapOf(theirs.environment, 'outsideLead')).nodes.map(({ name }) => name)).toEqual(['secret'])
})

test('of many traces whole ones are looked at, so that no pair is torn', async () => {
  const { environment } = await anApplication(CLIENT_A)
  for (let trace = 1; trace <= 40; trace++) await send(environment, ...request(trace, false).flat())
  const environmentId = toUuid('environment', environment) ?? ''
  const ask = { environmentId, from: later(START, -HOUR_MS), to: START, every: 2 }
  const [services, calls, needs] = [
    await readServices(platform.clickhouse, ask),
    await readCalls(platform.clickhouse, ask),
    await readNeeds(platform.clickhouse, ask),
  ]
  const shop = services.get('shop')?.requests ?? 0
  expect([shop > 0, shop < 40]).toEqual([true, true])
  expect([...calls, ...needs].map(({ requests }) => requests)).toEqual(Array.from({ length: 5 }, () => shop))
})

test('traces are listed by a service that took part, whichever began them', async () => {
  const names = async (service: string, who: CastMember = 'engineer') =>
    (await call('listTraces', callerOf(who), { params: { id: ours.application }, query: { service } })).items.map((row) => row.service)
  await send(ours.environment, spanOf(77, 1, { service: 'lonely', kind: SERVER }))
  expect(await names('mail')).toEqual(['shop', 'shop'])
  expect(await names('lonely')).toEqual(['lonely'])
  expect(await names('secret')).toEqual([])
  expect(await names('')).toHaveLength(3)
  await expect(names('mail', 'outsideLead')).rejects.toBeInstanceOf(Fault)
})

test('a time that is none, or longer than a day, is refused', async () => {
  for (const from of [START, later(START, -DAY_MS - 1_000)]) {
    await expect(mapOf(ours.environment, 'engineer', { from: toIso(from), to: toIso(START) })).rejects.toMatchObject({
      code: { code: 'common.invalid_request' },
    })
  }
})
