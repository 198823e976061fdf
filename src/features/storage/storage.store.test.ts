import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, seedCast } from '#core/identity/testing.ts'
import { identityEvents } from '#events/identity.ts'
import { storageEvents } from '#events/storage.ts'
import { DAY_MS, instant, later, toIso, type Instant } from '#kit/time.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { affected } from '#platform/pg/tx.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { keepWithin } from './actions/keep-within.ts'
import { storageContract } from './contract/contract.ts'
import { storageHandlers } from './http/handlers.ts'
import { storageModule } from './module.ts'
import { findDroppedDays } from './public.ts'
import { readTaken } from './store/partitions.ts'

const GIBIBYTE = 2 ** 30
// Days that the engine itself does not clear away yet.
const NOW = instant(Math.floor(systemClock.now() / DAY_MS) * DAY_MS + DAY_MS / 2)
const owner = callerOf('owner')

let stores: PostgresPlatform
let server: ScratchClickHouse
let clickhouse: OpenedClickHouse
let platform: PostgresPlatform & { clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof storageContract>>

beforeAll(async () => {
  stores = await postgresPlatform({ now: NOW, events: [...identityEvents, ...storageEvents], personKeys: openPersonKeys })
  server = await startScratchClickHouse()
  clickhouse = await openClickHouse(server.address, { database: 'storage_test', logger: stores.logger })
  await migrateClickHouse(clickhouse, { form: { kind: 'embedded' }, logger: stores.logger })
  platform = { ...stores, clickhouse }
  await seedClients(stores)
  await seedCast(stores)
  call = calling(storageContract, storageHandlers(platform))
})
afterAll(async () => {
  await clickhouse.close()
  await server.stop()
})

const day = (daysAgo: number): Instant => later(NOW, -daysAgo * DAY_MS)
const dayWords = (daysAgo: number): string => toIso(day(daysAgo)).slice(0, 10)

/** Values that no codec makes small, so that a day of lines takes some 4 MB. */
async function lines(daysAgo: number): Promise<void> {
  await clickhouse.command({
    name: 'test.lines',
    sql: `
      insert into line (keep, env, t, body)
      select 30, {env:UUID}, toDateTime64({day:UInt32}, 3), randomPrintableASCII(1000) from numbers(4000)`,
    params: { env: uuidv7(), day: day(daysAgo) / 1_000 },
  })
}

const partitions = async () => (await readTaken(platform)).partitions.map(({ table, from }) => `${table} ${toIso(from).slice(0, 10)}`)

/** A disk of a size of our choice, which the engine cannot be given. */
function withFreeBytes(freeBytes: number): typeof platform {
  return {
    ...platform,
    clickhouse: {
      ...clickhouse,
      command: (statement) => clickhouse.command(statement),
      query: async (statement) => (statement.name === 'storage.readDisks' ? ([{ free: freeBytes }] as never) : clickhouse.query(statement)),
    },
  }
}

/** Whoever holds the permission nowhere is refused; whoever holds it for a client is not told that there is such a thing. */
const refused = expect.objectContaining({
  code: expect.objectContaining({ code: expect.stringMatching(/^common\.(forbidden|not_found)$/) }),
})

describe('room for telemetry', () => {
  beforeEach(async () => {
    await clickhouse.command({ name: 'test.empty', sql: 'truncate table line' })
    await stores.work.run((tx) => affected(tx, 'test.forget', sql`delete from storage_dropped`))
  })

  test('says what is kept of what, since when, and how much may be taken', async () => {
    await lines(3)
    await lines(1)
    const state = await call('readStorage', owner)
    const line = state.tables.find(({ table }) => table === 'line')
    expect(line).toMatchObject({ rows: 8_000, kept: [{ keepDays: 30, from: dayWords(3) }] })
    expect(line?.bytes).toBeGreaterThan(6_000_000)
    expect(state).toMatchObject({ allowedBy: 'disk', bytesMax: null, dropped: [] })
    expect(state.allowedBytes).toBeGreaterThan(state.bytes)
  })

  test('nothing goes while there is room', async () => {
    await lines(20)
    await keepWithin(platform)
    expect(await partitions()).toContain(`line ${dayWords(20)}`)
  })

  test('the earliest days go while the disk has no room, told before they go; yesterday and today stay', async () => {
    for (const daysAgo of [20, 10, 1, 0]) await lines(daysAgo)
    const { bytes } = await readTaken(platform)
    // A quarter too much: one day of four has to go.
    await keepWithin(withFreeBytes((bytes * 0.9) / 0.8 - bytes))
    expect((await partitions()).filter((name) => name.startsWith('line'))).toEqual([10, 1, 0].map((daysAgo) => `line ${dayWords(daysAgo)}`))
    const { dropped } = await call('readStorage', owner)
    expect(dropped).toMatchObject([{ table: 'line', day: dayWords(20), untilDay: dayWords(19), reason: 'disk' }])
    expect(await stores.work.read((tx) => findDroppedDays(tx, 'line'))).toEqual([instant(`${dayWords(20)}T00:00:00Z`)])
    await stores.log.settle()
    const events = await stores.log.read(0, 1_000)
    expect(events.at(-1)).toMatchObject({
      kind: 'storage.day_dropped',
      particulars: { table: 'line', day: dayWords(20), reason: 'disk' },
    })

    await keepWithin(withFreeBytes(0))
    expect((await partitions()).filter((name) => name.startsWith('line'))).toEqual([1, 0].map((daysAgo) => `line ${dayWords(daysAgo)}`))
  })

  test('the first screen says it for a day, to those who may see it', async () => {
    await lines(20)
    await keepWithin(withFreeBytes(0))
    const { now } = storageModule(platform as never)
    expect(await now?.(owner)).toMatchObject([{ band: 'waiting', href: '/settings/storage' }])
    expect(await now?.(callerOf('qa'))).toEqual([])
    stores.clock.advance(2 * DAY_MS)
    expect(await now?.(owner)).toEqual([])
    stores.clock.advance(-2 * DAY_MS)
  })

  test('a limit that somebody chose counts, and only the version that was read is replaced', async () => {
    const { version } = await call('readStorage', owner)
    const changed = await call('changeLimit', owner, { body: { bytesMax: 3 * GIBIBYTE }, ifMatch: version })
    expect(changed).toMatchObject({ bytesMax: 3 * GIBIBYTE, allowedBytes: 3 * GIBIBYTE, allowedBy: 'limit' })
    await expect(call('changeLimit', owner, { body: { bytesMax: null }, ifMatch: version })).rejects.toMatchObject({
      code: { code: 'common.version_mismatch' },
    })
    expect(await call('changeLimit', owner, { body: { bytesMax: null }, ifMatch: changed.version })).toMatchObject({ allowedBy: 'disk' })
  })

  test('what all clients send together is told to nobody of a client', async () => {
    for (const who of ['stranger', 'contact', 'outsideLead', 'developer'] as const) {
      await expect(call('readStorage', callerOf(who))).rejects.toEqual(refused)
    }
    await expect(call('changeLimit', callerOf('lead'), { body: { bytesMax: null }, ifMatch: 1 })).rejects.toEqual(refused)
  })
})
