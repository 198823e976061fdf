/** Roll-ups against the samples they are made from, on a real store. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { rollUp } from '../actions/roll-up.ts'
import { dayOf } from '../domain/resolution.ts'
import { openKept } from '../testing.ts'
import { readCourse } from '../queries/course.ts'
import { readSampledCourse, type StepRow } from './samples.ts'
import { seriesId } from './series.ts'

const METRIC = 'orders_total'
// Not long ago, or the engine would clear the samples away as outlived; three hours lie before it.
const AT = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const FROM = later(AT, -3 * HOUR_MS)

let server: ScratchClickHouse
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  server = await startScratchClickHouse()
  clickhouse = await openClickHouse(server.address, { database: 'rollup_test', logger: testLogger })
  await migrateClickHouse(clickhouse, { form: { kind: 'embedded' }, logger: testLogger })
})
afterAll(async () => {
  await clickhouse.close()
  await server.stop()
})

interface Sent {
  /** Seconds after FROM. */
  readonly second: number
  readonly value: number
}

/** An environment of its own with one series; what is sent is in the store when `send` resolves. */
function anEnvironment(now: Instant) {
  const environmentId = uuidv7()
  const clock = new SimulatedClock(now)
  const { intake, flush } = openKept({ clickhouse, clock, logger: testLogger })
  const series = [seriesId(environmentId, { metric: METRIC, labels: [] })]
  const send = async (samples: readonly Sent[]) => {
    const points = samples.map(({ second, value }) => ({ metric: METRIC, labels: {}, at: later(FROM, second * SECOND_MS), value }))
    await intake.takePoints({ environmentId, keyId: null, protocol: 'collector' }, { bytes: 0, points })
    await flush()
  }
  const ask = (stepSeconds: number) => ({
    environmentIds: [environmentId],
    metric: METRIC,
    series,
    steps: { from: FROM, stepSeconds, count: (4 * 3_600) / stepSeconds },
  })
  const rolled = (stepSeconds: number) => readCourse({ clickhouse, clock }, ask(stepSeconds))
  const sampled = (stepSeconds: number) => readSampledCourse(clickhouse, ask(stepSeconds))
  return {
    environmentId,
    clock,
    send,
    rolled,
    sampled,
    roll: (droppedDays: readonly Instant[] = []) => rollUp({ clickhouse, clock }, new Set(droppedDays)),
  }
}

/** Means are sums in another order, so their last digits may differ. */
const exact = (rows: readonly StepRow[]) => rows.map(({ avg, ...row }) => ({ ...row, avg: Number(avg.toPrecision(9)) }))

/** What the rows of one step length say of a counter: how far it rose from its first sample to its last. */
async function increaseOf(environmentId: string, step: number): Promise<number> {
  const rows = await clickhouse.query<{ first: number; last: number; fallen: number }>({
    name: 'test.increase',
    sql: 'select first, last, fallen from rollup final where env = {env:UUID} and step = {step:UInt16} and count > 0 order by t',
    params: { env: environmentId, step },
  })
  return rows.reduce((sum, { first, last, fallen }, index) => sum + last - first + fallen + riseTo(rows[index - 1]?.last, first), 0)
}
const riseTo = (before: number | undefined, value: number) => (before === undefined ? 0 : value < before ? value : value - before)

/** As Prometheus counts: a value below the one before says that the counter began again at zero. */
function increaseIn(samples: readonly Sent[]): number {
  const values = [...new Map(samples.map(({ second, value }) => [second, value]))].toSorted(([a], [b]) => a - b).map(([, value]) => value)
  return values.reduce((sum, value, index) => sum + riseTo(values[index - 1], value), 0)
}

const rowsOf = async (environmentId: string) =>
  clickhouse.query({
    name: 'test.rows',
    sql: 'select step, t, count, sum, min, max, first, last, fallen from rollup final where env = {env:UUID} order by step, t',
    params: { env: environmentId },
  })

/** A counter every 15 s that starts anew now and then, or values that go anywhere, some of them no numbers. */
const someSamples = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 4 * 3_600 - 1 }),
      value: fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constant(NaN)),
    }),
    {
      minLength: 1,
      maxLength: 300,
    },
  )
  .map((samples) => [...new Map(samples.map((sample) => [sample.second, sample])).values()])
/** It starts anew after two minutes at the soonest, and also where a step ends. */
const aCounter = fc
  .array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 120 }), { minLength: 1, maxLength: 20 })
  .map((runs) => runs.flatMap(grown).map((value, index) => ({ second: index * 15, value })))
  .filter((samples) => samples.length <= 960)
function grown(steps: readonly number[]): readonly number[] {
  let value = 0
  return steps.map((by) => (value += by))
}

test('answers from roll-ups are those from samples, also after samples came late or again', async () => {
  await fc.assert(
    fc.asyncProperty(someSamples, someSamples, async (inTime, late) => {
      const { send, rolled, sampled, clock, roll } = anEnvironment(later(AT, 30 * MINUTE_MS))
      await send(inTime)
      await roll()
      for (const step of [300, 3_600, 7_200]) expect(exact(await rolled(step))).toEqual(exact(await sampled(step)))
      clock.advance(2 * HOUR_MS)
      await send(late)
      await roll()
      for (const step of [300, 600, 3_600]) expect(exact(await rolled(step))).toEqual(exact(await sampled(step)))
    }),
    { numRuns: 4 },
  )
})

test('a counter that started anew rose by as much as its samples say, in steps of both lengths', async () => {
  await fc.assert(
    fc.asyncProperty(aCounter, async (samples) => {
      const { send, roll, environmentId } = anEnvironment(later(AT, 3 * HOUR_MS))
      await send(samples)
      await roll()
      for (const step of [300, 3_600]) expect(await increaseOf(environmentId, step)).toBe(increaseIn(samples))
    }),
    { numRuns: 4 },
  )
})

test('a roll-up that dies after any of its statements is done again, and nothing is missing or double', async () => {
  const { send, roll, environmentId, clock } = anEnvironment(later(AT, 2 * HOUR_MS))
  const samples = Array.from({ length: 700 }, (_, index) => ({ second: index * 15, value: index % 97 }))
  await send(samples)
  for (let statements = 0; statements < 12; statements++) {
    let left = statements
    const dying = {
      ...bound(clickhouse),
      command: (...call: Parameters<OpenedClickHouse['command']>) => (left-- > 0 ? clickhouse.command(...call) : gone()),
      insertNative: (...call: Parameters<OpenedClickHouse['insertNative']>) => (left-- > 0 ? clickhouse.insertNative(...call) : gone()),
    }
    await rollUp({ clickhouse: dying, clock }, new Set()).catch((error: unknown) => expect(error).toBeInstanceOf(Fault))
    await send([{ second: 30 * 60 + statements, value: 1_000 + statements }])
  }
  await roll()
  const rows = await rowsOf(environmentId)
  expect(rows).toHaveLength(35 + 3)
  expect(rows.reduce<number>((sum, row) => sum + (row as { step: number; count: number }).count, 0)).toBe(2 * (700 + 12 - 1))
})
const gone = () => Promise.reject(new Fault(common.store_unavailable))
const bound = (store: OpenedClickHouse) => ({
  query: store.query.bind(store),
  queryNative: store.queryNative.bind(store),
  ping: store.ping.bind(store),
})

test('of a day whose samples had to go, what comes late leaves the roll-ups as they were', async () => {
  const { environmentId, clock, send, roll } = anEnvironment(later(AT, 30 * MINUTE_MS))
  await send([0, 60, 120].map((second) => ({ second, value: second })))
  await roll()
  const before = await rowsOf(environmentId)
  await clickhouse.command({
    name: 'test.drop',
    sql: 'alter table sample delete where env = {env:UUID} settings mutations_sync = 2',
    params: { env: environmentId },
  })
  clock.advance(2 * HOUR_MS)
  await send([{ second: 180, value: 1_000 }])
  await roll([dayOf(FROM)])
  expect(await rowsOf(environmentId)).toEqual(before)
  await roll()
  expect(await rowsOf(environmentId)).toEqual(before)
})

test('an hour that has not ended is read from samples, and is not rolled up', async () => {
  const { send, roll, rolled, environmentId, clock } = anEnvironment(later(FROM, HOUR_MS + 5 * MINUTE_MS))
  await send([
    { second: 3_590, value: 1 },
    { second: 3_605, value: 2 },
  ])
  await roll()
  expect(await rowsOf(environmentId)).toEqual([])
  expect((await rolled(3_600)).map(({ step, last }) => [step, last])).toEqual([
    [0, 1],
    [1, 2],
  ])
  clock.advance(10 * MINUTE_MS)
  await roll()
  expect(await rowsOf(environmentId)).toHaveLength(2)
  expect((await rolled(3_600)).map(({ step, last }) => [step, last])).toEqual([
    [0, 1],
    [1, 2],
  ])
})

test('two environments that send the same never meet in roll-ups', async () => {
  const [ours, theirs] = [anEnvironment(later(AT, HOUR_MS)), anEnvironment(later(AT, HOUR_MS))]
  await ours.send([{ second: 60, value: 1 }])
  await theirs.send([{ second: 60, value: 700 }])
  await ours.roll()
  expect((await ours.rolled(3_600)).map(({ max }) => max)).toEqual([1])
  expect((await theirs.rolled(3_600)).map(({ max }) => max)).toEqual([700])
  const foreign = [seriesId(theirs.environmentId, { metric: METRIC, labels: [] })]
  const steps = { from: FROM, stepSeconds: 3_600, count: 4 }
  expect(
    await readCourse({ clickhouse, clock: ours.clock }, { environmentIds: [ours.environmentId], metric: METRIC, series: foreign, steps }),
  ).toEqual([])
})
