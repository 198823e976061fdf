import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testLogger } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { encodeNative } from './native.ts'
import { openClickHouse, type OpenedClickHouse } from './open.ts'

let store: ScratchClickHouse
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  store = await startScratchClickHouse()
  clickhouse = await openClickHouse(store.address, { database: 'native_test', logger: testLogger })
})

afterAll(async () => {
  await clickhouse.close()
  await store.stop()
})

const COLUMNS = `n UInt32, s String, lc LowCardinality(String), u8 UInt8, u16 UInt16, u64 UInt64, i64 Int64, f Float64,
  d DateTime, d3 DateTime64(3), id UUID, a Array(String), m Map(LowCardinality(String), String), absent String default 'there'`

const row = fc.record({
  s: fc.string({ unit: 'binary', maxLength: 60 }),
  lc: fc.constantFrom('', 'info', 'wärn', 'error\n\n'),
  u8: fc.integer({ min: 0, max: 255 }),
  u16: fc.integer({ min: 0, max: 65_535 }),
  u64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  i64: fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
  f: fc.double({ noNaN: true, noDefaultInfinity: true }),
  d: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  d3: fc.integer({ min: -2_208_988_800_000, max: 4_102_444_800_000 }),
  id: fc.uuid(),
  a: fc.array(fc.string({ maxLength: 30 }), { maxLength: 4 }),
  m: fc.uniqueArray(fc.tuple(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 })), {
    maxLength: 4,
    selector: ([key]) => key,
  }),
})

test('what is encoded comes back from the engine as it was', async () => {
  await clickhouse.command({ name: 'test', sql: `create table round_trip (${COLUMNS}) engine = Memory` })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 50 }), async (rows) => {
      await clickhouse.command({ name: 'test', sql: 'truncate table round_trip' })
      await clickhouse.insertNative(
        'round_trip',
        encodeNative([
          { name: 'n', type: 'UInt32', values: Uint32Array.from(rows.keys()) },
          { name: 's', type: 'String', values: rows.map((r) => r.s) },
          { name: 'lc', type: 'String', values: rows.map((r) => r.lc) },
          { name: 'u8', type: 'UInt8', values: Uint8Array.from(rows, (r) => r.u8) },
          { name: 'u16', type: 'UInt16', values: rows.map((r) => r.u16) },
          { name: 'u64', type: 'UInt64', values: BigUint64Array.from(rows, (r) => r.u64) },
          { name: 'i64', type: 'Int64', values: rows.map((r) => r.i64) },
          { name: 'f', type: 'Float64', values: Float64Array.from(rows, (r) => r.f) },
          { name: 'd', type: 'DateTime', values: rows.map((r) => r.d) },
          { name: 'd3', type: 'DateTime64(3)', values: rows.map((r) => r.d3) },
          { name: 'id', type: 'UUID', values: rows.map((r) => r.id) },
          { name: 'a', type: 'Array(String)', values: rows.map((r) => r.a) },
          { name: 'm', type: 'Map(String, String)', values: rows.map((r) => r.m.flat()) },
        ]),
      )
      const back = await clickhouse.query({
        name: 'test',
        sql: `select s, lc, u8, u16, u64, i64, toString(reinterpretAsUInt64(f)) as f, toUnixTimestamp(d) as d,
          toUnixTimestamp64Milli(d3) as d3, id, a, mapKeys(m) as keys, mapValues(m) as "values", absent from round_trip order by n`,
      })
      expect(back).toEqual(
        rows.map((r) => ({
          ...r,
          u64: String(r.u64),
          i64: String(r.i64),
          f: bits(r.f),
          d3: String(r.d3),
          m: undefined,
          keys: r.m.map(([key]) => key),
          values: r.m.map(([, value]) => value),
          absent: 'there',
        })),
      )
    }),
    { numRuns: 40 },
  )
})

function bits(value: number): string {
  return String(new BigUint64Array(Float64Array.of(value).buffer)[0])
}

test('a block of a hundred thousand rows arrives whole', async () => {
  await clickhouse.command({ name: 'test', sql: 'create table many (n UInt32, s String) engine = MergeTree order by n' })
  const n = Uint32Array.from({ length: 100_000 }, (_, i) => i)
  const s = Array.from(n, (i) => `row ${i} ${'x'.repeat(i % 200)}`)
  await clickhouse.insertNative(
    'many',
    encodeNative([
      { name: 'n', type: 'UInt32', values: n },
      { name: 's', type: 'String', values: s },
    ]),
  )
  const [sums] = await clickhouse.query({
    name: 'test',
    sql: "select count() as rows, sum(n) as total, countIf(s = concat('row ', toString(n), ' ', repeat('x', n % 200))) as right from many",
  })
  expect(sums).toEqual({ rows: '100000', total: '4999950000', right: '100000' })
})

test('an insert with a token is stored once however often it is sent', async () => {
  await clickhouse.command({
    name: 'test',
    sql: 'create table once (n UInt32) engine = MergeTree order by n partition by n % 3 settings non_replicated_deduplication_window = 100',
  })
  const block = encodeNative([{ name: 'n', type: 'UInt32', values: [1, 2, 3, 4] }])
  for (const token of ['a', 'a', 'b', 'a', 'b']) await clickhouse.insertNative('once', block, token)
  expect(await clickhouse.query({ name: 'test', sql: 'select count() as rows from once' })).toEqual([{ rows: '8' }])
})
