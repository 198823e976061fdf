import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '#kit/fault.ts'
import { testLogger, testMetrics } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { until } from '#test/support/until.ts'
import { encodeNative } from './native.ts'
import { openClickHouse, type OpenedClickHouse } from './open.ts'

let store: ScratchClickHouse
let clickhouse: OpenedClickHouse
const metrics = testMetrics()

beforeAll(async () => {
  store = await startScratchClickHouse()
  clickhouse = await openClickHouse(store.address, { database: 'open_test', logger: testLogger, metrics })
})

afterAll(async () => {
  await clickhouse.close()
  await store.stop()
})

const faultOf = (work: Promise<unknown>): Promise<Fault> =>
  work.then(
    () => expect.fail('it should fail'),
    (fault: unknown) => fault as Fault,
  )

test('parameters are bound by the server and 64-bit integers arrive as texts', async () => {
  const params = { text: "it's\n\\", list: [1, 2], at: new Date(1795297966123), none: null, big: '9007199254740993' }
  const sql =
    'select {text:String} as text, {list:Array(UInt8)} as list, toUnixTimestamp64Milli({at:DateTime64(3)}) as at, {none:Nullable(String)} as none, {big:UInt64} as big'
  expect(await clickhouse.query({ name: 'test.params', sql, params })).toEqual([
    { text: "it's\n\\", list: [1, 2], at: '1795297966123', none: null, big: '9007199254740993' },
  ])
})

test('a statement that the store refuses is our mistake, named in the log and not to the caller', async () => {
  const fault = await faultOf(clickhouse.query({ name: 'test.wrong', sql: "select secret_column, 'secret value'" }))
  expect(fault.code.code).toBe('common.internal')
  expect(fault.internal).toContain('test.wrong')
  expect(fault.publicMessage).not.toContain('secret')
})

test('a statement ends at its own time limit', async () => {
  const fault = await faultOf(
    clickhouse.query({ name: 'test.slow', sql: 'select sum(sipHash64(number)) from numbers(100000000000)', timeoutMs: 1_000 }),
  )
  expect(fault.code.code).toBe('common.too_slow')
  expect(fault.internal).toMatch(/test\.slow: 159/)
})

test('a statement carries its name to the store', async () => {
  const [row] = await clickhouse.query<{ query: string }>({ name: 'test.named', sql: 'select query from system.processes' })
  expect(row?.query).toContain('/* test.named */ select')
})

test('how long statements take is counted by name and outcome', async () => {
  const text = await metrics.registry.metrics()
  expect(text).toContain('pitcrew_clickhouse_statement_seconds_count{statement="test.params",outcome="ok"} 1')
  expect(text).toContain('pitcrew_clickhouse_statement_seconds_count{statement="test.wrong",outcome="failed"} 1')
})

test('a wrong address is told in one sentence, without the password', async () => {
  const opening = openClickHouse({ url: 'http://me:hunter2@127.0.0.1:1' }, { database: 'x', logger: testLogger })
  await expect(opening).rejects.toThrow(/^ClickHouse at 127\.0\.0\.1:1 does not let us in \(.*\): check CLICKHOUSE_URL\.$/)
  await expect(opening).rejects.not.toThrow(/hunter2/)
})

test.skipIf(process.env['PITCREW_TEST_CLICKHOUSE_URL'])(
  'while the store is away callers are told when to try again, and then it works again',
  async () => {
    await clickhouse.command({ name: 'test.create', sql: 'create table away (n UInt8) engine = MergeTree order by n' })
    process.kill(store.processIds()[0] as number, 'SIGKILL')
    const fault = await faultOf(clickhouse.insertNative('away', encodeNative([{ name: 'n', type: 'UInt8', values: [1] }]), 'token'))
    expect(fault.code.code).toBe('common.store_unavailable')
    expect(fault.retryAfterSeconds).toBeGreaterThan(0)
    await until(() => clickhouse.ping())
    expect(await clickhouse.query({ name: 'test.count', sql: 'select count() as rows from away' })).toEqual([{ rows: '0' }])
  },
)
