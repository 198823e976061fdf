/** An environment at a glance, from real telemetry that arrives by the real intakes, on real stores. */
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { common } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { openKept } from '#test/support/kept.ts'
import { openKeptSpans } from '#test/support/kept-spans.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { monitoringContract } from '../contract/contract.ts'
import { monitoringHandlers } from '../http/handlers.ts'
import { overloadedPoints, overloadedSpans } from '../testing-overload.ts'

// Not long ago, or the engine would clear samples away as outlived.
const NOW = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof monitoringContract>>
let client = CLIENT_A

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: NOW, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(monitoringContract, monitoringHandlers(platform))
})

async function anApplication() {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  const { id } = await catalog('createEnvironment', callerOf('owner'), { body })
  return { application: made.id, environment: id, environmentId: toUuid('environment', id) ?? '' }
}

type Place = Awaited<ReturnType<typeof anApplication>>

async function sendPoints({ environmentId }: Place, points: ReturnType<typeof overloadedPoints>) {
  const { intake, flush } = openKept(platform)
  await intake.takePoints({ environmentId, keyId: null, protocol: 'otlp_metrics' }, { bytes: 0, points })
  await flush()
}

async function sendSpans({ environmentId }: Place, spans: ReturnType<typeof overloadedSpans>) {
  const { intake, flush } = openKeptSpans(platform)
  await intake.take({ environmentId, keyId: null, protocol: 'otlp_traces' }, { bytes: 0, spans })
  await flush()
}

const read = ({ application, environment }: Place) =>
  call('readOverview', callerOf('lead'), { params: { id: application }, query: { environmentId: environment } })
const standings = ({ items }: Awaited<ReturnType<typeof read>>) => Object.fromEntries(items.map((one) => [one.signal, one.standing]))

describe('an environment in which everything is above its limit', () => {
  test('says so of each figure, with the limit of the standard plan, from metrics', async () => {
    const place = await anApplication()
    await sendPoints(place, overloadedPoints(NOW))
    await sendSpans(place, overloadedSpans(NOW))
    const overview = await read(place)
    expect(standings(overview)).toEqual({
      response_time: 'above',
      traffic: 'no_limit',
      error_rate: 'above',
      job_error_rate: 'above',
      cpu: 'above',
      memory: 'above',
      disk: 'above',
      query_time: 'above',
      pool: 'above',
    })
    const limits = overview.items.map(({ signal, limit }) => [signal, limit && [limit.above, limit.layer]])
    expect(Object.fromEntries(limits)).toEqual({
      response_time: [3, 'standard'],
      traffic: null,
      error_rate: [0.01, 'standard'],
      job_error_rate: [0.01, 'standard'],
      cpu: [0.8, 'standard'],
      memory: [0.8, 'standard'],
      disk: [0.8, 'standard'],
      query_time: [0.5, 'standard'],
      pool: [0, 'standard'],
    })
    const basis = Object.fromEntries(overview.items.map(({ signal, basis: of }) => [signal, of]))
    expect(basis).toMatchObject({ response_time: 'request_histogram', error_rate: 'request_histogram', job_error_rate: 'traces_only' })
    const disk = overview.items.find(({ signal }) => signal === 'disk')
    expect(disk).toMatchObject({ part: '/data · shop-1', value: 0.93 })
  })

  test('says the same of requests from traces alone, and why they are asked', async () => {
    const place = await anApplication()
    await sendSpans(place, overloadedSpans(NOW))
    const overview = await read(place)
    expect(standings(overview)).toMatchObject({ response_time: 'above', error_rate: 'above', cpu: 'unknown', pool: 'unknown' })
    expect(overview.items.find(({ signal }) => signal === 'response_time')).toMatchObject({ basis: 'traces_only', metric: null })
  })
})

test('a figure is told as it was a day ago', async () => {
  const place = await anApplication()
  const cpu = (value: number, at: number) => ({
    metric: 'system.cpu.utilization',
    labels: { 'host.name': 'shop-1' },
    at: instant(at),
    value,
  })
  await sendPoints(place, [cpu(0.4, later(NOW, -24 * HOUR_MS - MINUTE_MS)), cpu(0.6, later(NOW, -MINUTE_MS))])
  const { items } = await read(place)
  expect(items.find(({ signal }) => signal === 'cpu')).toMatchObject({ value: 0.6, yesterday: 0.4, standing: 'within', part: 'shop-1' })
})

test('an environment of which nothing arrives has no figures, and no faults', async () => {
  const { items, release } = await read(await anApplication())
  expect(new Set(items.map(({ standing, basis }) => `${standing} ${basis}`))).toEqual(new Set(['unknown nothing_arrives']))
  expect(release).toBeNull()
})

test('a stranger of another client, and an environment of another application, look like nothing', async () => {
  const [ours, other] = [await anApplication(), await anApplication()]
  client = CLIENT_B
  const theirs = await anApplication()
  client = CLIENT_A
  const missing = { code: common.not_found }
  const stranger = callerOf('stranger')
  const ask = { params: { id: ours.application }, query: { environmentId: ours.environment } }
  await expect(call('readOverview', stranger, ask)).rejects.toMatchObject(missing)
  for (const { environment } of [other, theirs]) {
    const crossed = { params: { id: ours.application }, query: { environmentId: environment } }
    await expect(call('readOverview', callerOf('lead'), crossed)).rejects.toMatchObject(missing)
  }
})
