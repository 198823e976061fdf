/** What metrics say in each five minutes, from roll-ups and from samples, on a real store. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { rollUp } from '../actions/roll-up.ts'
import type { Labels } from '../domain/series.ts'
import { openKept } from '../testing.ts'
import { readFiveMinutes } from './five-minutes.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const AT = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - HOUR_MS)

let server: ScratchClickHouse
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  server = await startScratchClickHouse()
  clickhouse = await openClickHouse(server.address, { database: 'five_minutes_test', logger: testLogger })
  await migrateClickHouse(clickhouse, { form: { kind: 'embedded' }, logger: testLogger })
})
afterAll(async () => {
  await clickhouse.close()
  await server.stop()
})

interface Sent {
  readonly metric: string
  readonly labels: Labels
  /** One value a minute from AT on; null: silent. */
  readonly values: readonly (number | null)[]
}

async function sending(...sent: readonly Sent[]) {
  const environmentId = uuidv7()
  const clock = new SimulatedClock(later(AT, 30 * MINUTE_MS))
  const { intake, flush } = openKept({ clickhouse, clock, logger: testLogger })
  const points = sent.flatMap(({ metric, labels, values }) =>
    values.flatMap((value, minute) => (value === null ? [] : [{ metric, labels, at: later(AT, minute * MINUTE_MS), value }])),
  )
  await intake.takePoints({ environmentId, keyId: null, protocol: 'collector' }, { bytes: 0, points })
  await flush()
  const read = (to: Instant = later(AT, 20 * MINUTE_MS)) =>
    readFiveMinutes(clickhouse, {
      environmentIds: [environmentId],
      metrics: [...new Set(sent.map(({ metric }) => metric))],
      stretches: [{ from: AT, to }],
      by: [{ labels: ['http.response.status_code', 'status'], charactersMax: 1 }],
      now: clock.now(),
    })
  const roll = async () => {
    clock.advance(2 * HOUR_MS)
    await rollUp({ clickhouse, clock }, new Set())
  }
  return { environmentId, read, roll }
}

const requests = (labels: Labels, values: Sent['values']): Sent => ({ metric: 'http_requests_total', labels, values })
const briefly = (rows: Awaited<ReturnType<typeof readFiveMinutes>>) =>
  rows.map(({ by, at, risen }) => [by[0], (at * SECOND_MS - AT) / MINUTE_MS, risen])

// Eleven minutes: the counter starts anew in the eighth.
const GROWING = [100, 110, 120, 130, 140, 150, 160, 170, 5, 15, 25]
const SUMS = [
  ['2', 0, 40],
  ['2', 5, 45],
  ['2', 10, 10],
]

test('counters with the same class of answers rise together, also where one of them starts anew', async () => {
  const { read } = await sending(requests({ status: '200', route: '/a' }, GROWING), requests({ status: '204', route: '/b' }, [7]))
  expect(briefly(await read())).toEqual(SUMS)
})

test('roll-ups say the same as the samples that they are made of', async () => {
  const { read, roll } = await sending(requests({ status: '200' }, GROWING), requests({ 'http.response.status_code': '503' }, GROWING))
  const sampled = await read()
  await roll()
  expect(await read()).toEqual(sampled)
  expect(briefly(sampled)).toEqual(SUMS.flatMap(([, at, risen]) => ['2', '5'].map((status) => [status, at, risen])))
})

test('what a counter has risen by is told of the time that is asked for only, from the value before it on', async () => {
  const { environmentId } = await sending(requests({ status: '200' }, GROWING))
  const stretches = [{ from: later(AT, 10 * MINUTE_MS), to: later(AT, 15 * MINUTE_MS) }]
  const now = later(AT, 30 * MINUTE_MS)
  const rows = await readFiveMinutes(clickhouse, {
    environmentIds: [environmentId],
    metrics: ['http_requests_total'],
    stretches,
    by: [],
    now,
  })
  expect(rows.map(({ at, risen }) => [(at * SECOND_MS - AT) / MINUTE_MS, risen])).toEqual([[10, 10]])
})

test('a counter that was silent between two stretches rises in the later one from its first value there', async () => {
  const silent = Array.from({ length: 10 }, () => null)
  const { environmentId } = await sending(requests({ status: '200' }, [100, 110, 120, 130, 140, ...silent, 500, 510, 520]))
  const stretch = (from: number, to: number) => ({ from: later(AT, from * MINUTE_MS), to: later(AT, to * MINUTE_MS) })
  const ask = { environmentIds: [environmentId], metrics: ['http_requests_total'], by: [], now: later(AT, 30 * MINUTE_MS) }
  const risen = async (...stretches: readonly ReturnType<typeof stretch>[]) =>
    (await readFiveMinutes(clickhouse, { ...ask, stretches })).map(({ at, risen: by }) => [(at * SECOND_MS - AT) / MINUTE_MS, by])
  const apart = [
    [0, 40],
    [15, 20],
  ]
  expect(await risen(stretch(15, 20), stretch(0, 5))).toEqual(apart)
  const together = [
    [0, 40],
    [15, 380],
  ]
  expect(await risen(stretch(0, 20))).toEqual(together)
  expect(await risen(stretch(0, 10), stretch(5, 20))).toEqual(together)
})

test('deltas are added up as they come', async () => {
  const { read } = await sending(requests({ status: '500', __temporality__: 'delta' }, [3, 4, 5, 0, 0, 2]))
  expect(briefly(await read())).toEqual([
    ['5', 0, 12],
    ['5', 5, 2],
  ])
})

test('of levels the highest is told with whose it is', async () => {
  const level = (host: string, value: number): Sent => ({
    metric: 'system.cpu.utilization',
    labels: { 'host.name': host },
    values: [value],
  })
  const { read } = await sending(level('shop-1', 0.2), level('shop-2', 0.91))
  expect(await read()).toMatchObject([{ high: 0.91, low: 0.2, highest: { 'host.name': 'shop-2' } }])
})

test('an environment is told of itself alone, and nobody of nothing', async () => {
  await sending(requests({ status: '200' }, GROWING))
  const ask = { metrics: ['http_requests_total'], stretches: [{ from: AT, to: later(AT, HOUR_MS) }], by: [], now: later(AT, HOUR_MS) }
  expect(await readFiveMinutes(clickhouse, { environmentIds: [uuidv7()], ...ask })).toEqual([])
  expect(await readFiveMinutes(clickhouse, { environmentIds: [], ...ask })).toEqual([])
})
