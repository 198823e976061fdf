/** What the explorer asks, on real stores: who sees what, values in steps, and what is wrong where. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { openKept } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { dashboardsContract } from './contract/contract.ts'
import { dashboardsHandlers } from './http/handlers.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const AT = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof dashboardsContract>>
let ours = { application: '', environment: '' }
let theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: AT, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(dashboardsContract, dashboardsHandlers(platform))
  ours = await anApplication(CLIENT_A)
  theirs = await anApplication(CLIENT_B)
  const kept = openKept(platform)
  const minutes = Array.from({ length: 31 }, (_, minute) => later(AT, (minute - 30) * MINUTE_MS))
  const send = (environment: string, points: Parameters<typeof kept.intake.takePoints>[1]['points']) =>
    kept.intake.takePoints(
      { environmentId: toUuid('environment', environment) ?? '', keyId: null, protocol: 'collector' },
      { bytes: 0, points },
    )
  await send(
    ours.environment,
    minutes.flatMap((at, minute) => [
      { metric: 'requests_total', labels: { route: '/' }, at, value: minute * 60 },
      { metric: 'requests_total', labels: { route: '/cart' }, at, value: minute * 120 },
      { metric: 'system.cpu.utilization', labels: { 'host.name': 'shop-1' }, at, value: 0.25 },
      { metric: 'http_seconds_bucket', labels: { le: '+Inf' }, at, value: minute },
    ]),
  )
  await send(theirs.environment, [{ metric: 'secret_total', labels: { of: 'others' }, at: AT, value: 700 }])
  await kept.flush()
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const params = () => ({ id: ours.application })
const evaluate = (who: CastMember, expressions: readonly string[], more: object = {}) =>
  call('evaluate', callerOf(who), {
    params: params(),
    body: { environmentId: ours.environment, expressions, from: toIso(later(AT, -20 * MINUTE_MS)), to: toIso(AT), points: 20, ...more },
  })

test('metrics of an environment are listed with what their names say, and nobody else’s', async () => {
  const query = { environmentId: ours.environment }
  expect(await call('listMetrics', callerOf('engineer'), { params: params(), query })).toEqual({
    items: [
      { name: 'http_seconds_bucket', type: 'histogram', unit: 'number' },
      { name: 'requests_total', type: 'counter', unit: 'number' },
      { name: 'system.cpu.utilization', type: 'unknown', unit: 'ratio' },
    ],
    isCut: false,
  })
})

test('labels of a metric and their values are suggested', async () => {
  const query = { environmentId: ours.environment, metric: 'requests_total' }
  expect(await call('listLabels', callerOf('engineer'), { params: params(), query })).toEqual({ items: ['route'] })
  const values = await call('listLabelValues', callerOf('engineer'), { params: params(), query: { ...query, label: 'route' } })
  expect(values).toEqual({ items: ['/', '/cart'], isCut: false })
})

test('expressions give a value for each step, several at once', async () => {
  const answer = await evaluate('engineer', ['sum by (route) (rate(requests_total[$__rate_interval]))', '{"system.cpu.utilization"}'])
  expect(answer).toMatchObject({ from: toIso(later(AT, -20 * MINUTE_MS)), stepSeconds: 60 })
  const [rates, cpu] = answer.items
  expect(rates?.faults).toEqual([])
  const flat = (value: number) => Array.from({ length: 20 }, () => expect.closeTo(value, 6))
  expect(rates?.series).toEqual([
    { labels: { route: '/' }, values: flat(1) },
    { labels: { route: '/cart' }, values: flat(2) },
  ])
  expect(cpu?.series).toEqual([{ labels: { __name__: 'system.cpu.utilization', 'host.name': 'shop-1' }, values: flat(0.25) }])
})

test('a time before anything was measured is a gap, not nought', async () => {
  const before = toIso(later(AT, -2 * HOUR_MS))
  const { items } = await evaluate('engineer', ['requests_total{route="/"}'], { from: before, points: 8 })
  expect(items[0]?.series[0]?.values.slice(0, 4)).toEqual([null, null, null, null])
})

test('what is wrong with one expression is said with its place, and the others are drawn', async () => {
  const [broken, range, fine, infinite] = (
    await evaluate('engineer', ['sum(requests_total', 'requests_total[5m]', 'vector(1)', 'requests_total / 0'])
  ).items
  expect(broken).toMatchObject({ faults: [{ message: 'unexpected end of input', from: 18, to: 18 }], series: [] })
  expect(range?.faults).toEqual([{ message: expect.stringContaining('invalid expression type "range vector"'), from: 0, to: 18 }])
  expect(fine).toMatchObject({ faults: [], series: [{ values: expect.arrayContaining([1]) }] })
  expect(new Set(infinite?.series.flatMap(({ values }) => values))).toEqual(new Set([null]))
})

test('a stranger finds nothing, and nobody reaches another environment through their own application', async () => {
  await expect(evaluate('stranger', ['up'])).rejects.toEqual(refused('common.forbidden'))
  await expect(evaluate('outsideLead', ['up'])).rejects.toEqual(refused('common.not_found'))
  await expect(evaluate('engineer', ['secret_total'], { environmentId: theirs.environment })).rejects.toEqual(refused('common.not_found'))
  const query = { environmentId: ours.environment }
  await expect(call('listMetrics', callerOf('outsideLead'), { params: params(), query })).rejects.toEqual(refused('common.not_found'))
  const named = `secret_total{__environment__="${theirs.environment}"}`
  expect((await evaluate('engineer', [named])).items[0]?.series).toEqual([])
})

test('more than one look is refused: no time, or one that ends before it begins', async () => {
  await expect(evaluate('engineer', ['up'], { from: toIso(later(AT, SECOND_MS)) })).rejects.toThrow(/must be later/)
})
