import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { createApplications, createSelf, environmentsOf, parseAddresses } from '#core/catalog/public.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { LiveMessage } from '#platform/live.ts'
import { openKept, type Kept } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { Collector } from '../actions/collect.ts'
import { figuresMessage } from '../contract/contract.ts'
import { aHostState } from '../testing.ts'
import { needsNow } from './needs-now.ts'
import { listFigures } from './list-figures.ts'
import { readFigure } from './read-figure.ts'

// A whole hour not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - HOUR_MS)
const EVERYTHING = { from: undefined, to: undefined, points: 1_000 }

let stores: PostgresPlatform
let server: ScratchClickHouse
let clickhouse: OpenedClickHouse
let told: LiveMessage[] = []
let self = ''
let shop = ''

beforeAll(async () => {
  stores = await postgresPlatform({ now: START, events: catalogEvents, personKeys: openPersonKeys })
  server = await startScratchClickHouse()
  clickhouse = await openClickHouse(server.address, { database: 'monitoring_test', logger: stores.logger })
  await migrateClickHouse(clickhouse, { form: { kind: 'embedded' }, logger: stores.logger })
})
afterAll(async () => {
  await clickhouse.close()
  await server.stop()
})

const platform = () => ({
  ...stores,
  clickhouse,
  live: { tell: (message: LiveMessage) => void told.push(message), subscribe: () => () => {} },
})
const askedBy = (who: CastMember) => ({ platform: platform(), caller: callerOf(who) })
const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

/** Collects `count` times, five seconds apart, from a host that is busy for this share of its time. */
async function watching(collector: Collector, kept: Kept, of: { count: number; busy: number }, from = { busySeconds: 0, totalSeconds: 0 }) {
  for (let index = 0; index < of.count; index++) {
    from.busySeconds += 10 * of.busy
    from.totalSeconds += 10
    stores.clock.advance(5 * SECOND_MS)
    await collector.collect()
  }
  await kept.flush()
}

test('before set-up nobody is watched and nothing is kept', async () => {
  const kept = openKept(platform())
  await watching(new Collector(platform(), async () => aHostState(), kept.keep), kept, { count: 3, busy: 0.5 })
  expect(told).toEqual([])
  expect(await clickhouse.query({ name: 'test.count', sql: 'select count() as n from sample' })).toEqual([{ n: '0' }])
})

test('after set-up figures of the host and of Pitcrew itself appear, live and in store', async () => {
  const founding = { actor: { kind: 'system', id: 'test' }, at: stores.clock.now(), ownerId: null } as const
  await stores.work.run(async (tx) => {
    await createSelf(stores, tx, { ...founding, url: 'http://127.0.0.1:7700' })
    const { addresses } = parseAddresses('Shop https://shop.example.com')
    const added = await createApplications(stores, tx, { ...founding, addresses })
    shop = added.applications[0]?.id ?? ''
  })
  const processor = { busySeconds: 0, totalSeconds: 0 }
  const kept = openKept(platform())
  const collector = new Collector(platform(), async () => aHostState({ processor: { ...processor } }), kept.keep)
  await watching(collector, kept, { count: 13, busy: 0.25 }, processor)

  const messages = told.map(({ data }) => figuresMessage.parse(data))
  expect(messages).toHaveLength(12)
  self = messages[0]?.applicationId ?? ''
  expect(messages[0]?.points).toContainEqual({ metric: 'system.cpu.utilization', labels: { 'host.name': 'shop-1' }, value: 0.25 })
  const figures = await listFigures(askedBy('lead'), { applicationId: self, environmentId: undefined })
  expect(figures.items.map(({ metric }) => metric).slice(0, 3)).toEqual([
    'system.cpu.utilization',
    'system.memory.utilization',
    'system.filesystem.utilization',
  ])
  expect(figures.items[0]).toMatchObject({ unit: '1', threshold: { above: 0.8, forSeconds: 900 }, series: [{ last: { value: 0.25 } }] })
})

test('a chart has one value for each step, and gaps where nothing was measured', async () => {
  stores.clock.advance(MINUTE_MS)
  const now = stores.clock.now()
  const range = { from: later(now, -2 * MINUTE_MS), to: now, points: 24 }
  const course = await readFigure(askedBy('lead'), {
    applicationId: self,
    environmentId: undefined,
    metric: 'system.cpu.utilization',
    range,
  })
  expect(course).toMatchObject({ stepSeconds: 5, complete: true })
  expect(course.series).toHaveLength(1)
  const [series] = course.series
  expect(series?.avg).toHaveLength(24)
  expect(series?.avg.slice(0, 12).filter((value) => value === 0.25).length).toBeGreaterThanOrEqual(11)
  expect(series?.avg.slice(-11)).toEqual(Array.from({ length: 11 }, () => null))
  const coarse = await readFigure(askedBy('lead'), {
    applicationId: self,
    environmentId: undefined,
    metric: 'system.cpu.utilization',
    range: { ...range, points: 3 },
  })
  expect(coarse.series[0]?.max.length).toBeLessThanOrEqual(3)
})

test('an application without figures says so with an empty list', async () => {
  expect(await listFigures(askedBy('lead'), { applicationId: shop, environmentId: undefined })).toEqual({ items: [], complete: true })
})

test('a stranger finds nothing, whatever they ask for; somebody without the right is told which one is missing', async () => {
  const place = { applicationId: self, environmentId: undefined }
  const cpu = { ...place, metric: 'system.cpu.utilization', range: EVERYTHING }
  for (const who of ['stranger', 'contact', 'outsideLead', 'engineer'] as const) {
    await expect(listFigures(askedBy(who), place)).rejects.toEqual(refusal('common.not_found'))
    await expect(readFigure(askedBy(who), cpu)).rejects.toEqual(refusal('common.not_found'))
    expect(await needsNow(askedBy(who))).toEqual([])
  }
  await expect(listFigures(askedBy('powerless'), place)).rejects.toEqual(refusal('common.forbidden'))
  await expect(listFigures(askedBy('lead'), { ...place, applicationId: uuidv7() })).rejects.toEqual(refusal('common.not_found'))
})

test("another application's environment is not a way in", async () => {
  const [foreign] = await stores.work.read((tx) => environmentsOf(tx, shop))
  const place = { applicationId: self, environmentId: foreign?.id }
  await expect(listFigures(askedBy('lead'), place)).rejects.toEqual(refusal('common.not_found'))
})

test('an unknown metric and an empty range are told apart', async () => {
  const place = { applicationId: self, environmentId: undefined }
  const ask = (metric: string, range: typeof EVERYTHING | { from: typeof START; to: typeof START; points: number }) =>
    readFigure(askedBy('lead'), { ...place, metric, range })
  await expect(ask('no.such.metric', EVERYTHING)).rejects.toEqual(refusal('monitoring.unknown_metric'))
  await expect(ask('system.cpu.utilization', { from: START, to: START, points: 10 })).rejects.toEqual(refusal('monitoring.range_empty'))
  const ages = { from: instant('0001-01-01T00:00:00Z'), to: instant('9999-12-31T00:00:00Z'), points: 1_000 }
  expect((await ask('system.cpu.utilization', ages)).series[0]?.avg.length).toBeLessThanOrEqual(1_000)
})

test('a host that is busy for a quarter of an hour needs somebody; before that nobody is bothered', async () => {
  const processor = { busySeconds: 0, totalSeconds: 0 }
  const kept = openKept(platform())
  const collector = new Collector(platform(), async () => aHostState({ processor: { ...processor } }), kept.keep)
  await watching(collector, kept, { count: 12 * 10, busy: 0.93 }, processor)
  expect(await needsNow(askedBy('lead'))).toEqual([])
  await watching(collector, kept, { count: 12 * 7, busy: 0.93 }, processor)
  const [item, ...others] = await needsNow(askedBy('lead'))
  expect(others).toEqual([])
  expect(item).toMatchObject({
    band: 'breaching',
    title: 'CPU on shop-1 is at 93 %',
    reason: 'Above 80 % for 15 minutes, the threshold of the standard plan',
  })
  await watching(collector, kept, { count: 3, busy: 0.1 }, processor)
  expect(await needsNow(askedBy('lead'))).toEqual([])
})
