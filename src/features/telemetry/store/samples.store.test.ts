import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { collections, openKept } from '../testing.ts'
import { readLastValues, readMinutes, readSampledCourse } from './samples.ts'
import { listSeries, seriesId } from './series.ts'

const OURS = '01890a5d-ac96-774b-bcce-b302099a8057'
const THEIRS = '01890a5d-ac96-774b-bcce-b302099a8058'
const CPU = 'system.cpu.utilization'
const labels = { 'host.name': 'shop-1' }
// Not long ago, or the engine would clear the samples away as outlived; on a whole hour, so that steps begin there.
const AT = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let server: ScratchClickHouse
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  server = await startScratchClickHouse()
  clickhouse = await openClickHouse(server.address, { database: 'monitoring_store_test', logger: testLogger })
  await migrateClickHouse(clickhouse, { form: { kind: 'embedded' }, logger: testLogger })
})
afterAll(async () => {
  await clickhouse.close()
  await server.stop()
})

const writing = () => openKept({ clickhouse, clock: new SimulatedClock(AT), logger: testLogger })
const numberOf = (environmentId: string) => seriesId(environmentId, { metric: CPU, labels: ['host.name', 'shop-1'] })

test('what was written is read back in steps, with gaps as gaps', async () => {
  const writer = writing()
  const values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
  for (const each of collections({ environmentId: OURS, metric: CPU, values, at: later(AT, -MINUTE_MS) })) await writer.keep(each)
  for (const each of collections({ environmentId: OURS, metric: CPU, values: [0.9], at: later(AT, -1) })) await writer.keep(each)
  await writer.flush()
  const steps = { from: later(AT, -2 * MINUTE_MS), stepSeconds: 10, count: 12 }
  const rows = await readSampledCourse(clickhouse, { environmentIds: [OURS], metric: CPU, series: [numberOf(OURS)], steps })
  expect(rows.map(({ step, min, max, last }) => ({ step, min, max, last }))).toEqual([
    { step: 3, min: 0.1, max: 0.1, last: 0.1 },
    { step: 4, min: 0.2, max: 0.3, last: 0.3 },
    { step: 5, min: 0.4, max: 0.5, last: 0.5 },
    { step: 6, min: 0.6, max: 0.6, last: 0.6 },
    { step: 11, min: 0.9, max: 0.9, last: 0.9 },
  ])
  expect(rows[1]?.avg).toBeCloseTo(0.25)
})

test('two environments with identical series never meet', async () => {
  const writer = writing()
  for (const each of collections({ environmentId: THEIRS, metric: CPU, values: [0.77], at: later(AT, -SECOND_MS) })) await writer.keep(each)
  await writer.flush()
  const since = later(AT, -10 * MINUTE_MS)
  const ours = await readLastValues(clickhouse, { environmentIds: [OURS], metrics: [CPU], since, limit: 10 })
  expect(ours).toEqual([{ environmentId: OURS, metric: CPU, labels, at: later(AT, -SECOND_MS), value: 0.9 }])
  const both = await readLastValues(clickhouse, { environmentIds: [OURS, THEIRS], metrics: [CPU], since, limit: 10 })
  expect(new Set(both.map(({ value }) => value))).toEqual(new Set([0.77, 0.9]))
  expect(await readLastValues(clickhouse, { environmentIds: [], metrics: [CPU], since, limit: 10 })).toEqual([])
  expect(await readMinutes(clickhouse, { environmentIds: [THEIRS], metrics: [CPU], since })).toMatchObject([{ min: 0.77, last: 0.77 }])
  // Even with the other's series in hand, the environments decide.
  const foreign = { metric: CPU, series: [numberOf(THEIRS)], steps: { from: since, stepSeconds: 60, count: 10 } }
  expect(await readSampledCourse(clickhouse, { environmentIds: [OURS], ...foreign })).toEqual([])
})

test('a series is listed once however often it is announced', async () => {
  for (let round = 0; round < 3; round++) {
    const writer = writing()
    for (const each of collections({ environmentId: OURS, metric: CPU, values: [0.1], at: later(AT, -MINUTE_MS) })) await writer.keep(each)
    await writer.flush()
  }
  const found = await listSeries(clickhouse, { environmentIds: [OURS], metric: CPU, seenSince: later(AT, -MINUTE_MS), limit: 10 })
  expect(found).toEqual([{ environmentId: OURS, metric: CPU, id: numberOf(OURS), labels }])
})

test('labels of any content come back as they were; one without a value is none', async () => {
  const odd = { 'host.name': `a'b"c\\d\n${'é'.repeat(40)}`, ' ': '\0', __proto: '{}' }
  const writer = writing()
  for (const each of collections({
    environmentId: OURS,
    metric: 'process.memory.usage',
    values: [1],
    labels: { ...odd, empty: '' },
    at: AT,
  }))
    await writer.keep(each)
  await writer.flush()
  const [series] = await listSeries(clickhouse, { environmentIds: [OURS], metric: 'process.memory.usage', seenSince: AT, limit: 1 })
  expect(series?.labels).toEqual(odd)
})
