import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOUR_MS, instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger, testMetrics } from '#test/support/quiet.ts'
import { collections } from '../testing.ts'
import { SampleWriter, SAMPLES_WAITING_MAX } from './sample-writer.ts'

const ENVIRONMENT = '01890a5d-ac96-774b-bcce-b302099a8057'

/** ClickHouse as the network shows it: takes inserts, forgets to answer, refuses, or is away. */
let mood: 'well' | 'away' | 'takes but does not answer' | 'refuses' = 'well'
let inserts: { table: string; token: string | null; rows: number }[] = []
let server: Server
let clickhouse: OpenedClickHouse

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  clickhouse = await openClickHouse({ url }, { database: 'pitcrew', logger: testLogger })
})
beforeEach(() => {
  mood = 'well'
  inserts = []
})
afterAll(async () => {
  await clickhouse.close()
  server.close()
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (mood === 'away') return void request.socket.destroy()
  const url = new URL(request.url ?? '', 'http://clickhouse')
  const table = /insert into `(\w+)`/.exec(url.searchParams.get('query') ?? '')?.[1]
  const body = await buffer(request)
  // What every client asks first, to know whom it speaks to.
  if (body.includes("select 'ClickHouse' as name")) return void response.end('{"name":"ClickHouse"}\n')
  if (table && mood === 'refuses') {
    const words = 'Code: 53. DB::Exception: no such type. (TYPE_MISMATCH)'
    return void response.writeHead(400, { 'x-clickhouse-exception-code': '53' }).end(words)
  }
  if (table) inserts.push({ table, token: url.searchParams.get('insert_deduplication_token'), rows: rowsOf(body) })
  return mood === 'takes but does not answer' ? void request.socket.destroy() : void response.end()
}

/** The second varint of a Native block. */
function rowsOf(block: Buffer): number {
  let [rows, shift, at] = [0, 0, 1]
  for (; ; at++, shift += 7) {
    const byte = block[at] ?? 0
    rows += (byte & 127) << shift
    if (byte < 128) return rows
  }
}

function writing() {
  const clock = new SimulatedClock(instant('2026-11-21T10:00:00Z'))
  const metrics = testMetrics()
  const writer = new SampleWriter({ clickhouse, clock, logger: testLogger, metrics })
  const take = (values: number) => {
    for (const each of collections({
      environmentId: ENVIRONMENT,
      metric: 'system.cpu.utilization',
      values: Array.from({ length: values }, () => 0.5),
    })) {
      writer.take(each)
    }
  }
  const counted = async (outcome: string) =>
    (await metrics.registry.getSingleMetric('pitcrew_samples_total')?.get())?.values.find(({ labels }) => labels['outcome'] === outcome)
      ?.value
  return { writer, clock, take, counted }
}
const samplesIn = () => inserts.filter(({ table }) => table === 'samples')

test('samples of several collections go in one block, the series before them', async () => {
  const { writer, take, counted } = writing()
  take(3)
  await writer.flush()
  expect(inserts.map(({ table, rows }) => `${table} ${rows}`)).toEqual(['series 1', 'samples 3'])
  expect(await counted('written')).toBe(3)
})

test('nothing to write writes nothing', async () => {
  await writing().writer.flush()
  expect(inserts).toEqual([])
})

test('while ClickHouse is away figures wait, and arrive when it is back', async () => {
  const { writer, take } = writing()
  mood = 'away'
  take(2)
  await writer.flush()
  take(2)
  await writer.flush()
  mood = 'well'
  await writer.flush()
  expect(samplesIn().map(({ rows }) => rows)).toEqual([2, 2])
})

test('a block whose answer was lost is sent again under the same token, so that it is stored once', async () => {
  const { writer, take } = writing()
  take(1)
  await writer.flush()
  mood = 'takes but does not answer'
  take(4)
  await writer.flush()
  mood = 'well'
  await writer.flush()
  const [, lost, again] = samplesIn()
  expect(again).toEqual(lost)
  expect(again?.token).toMatch(/^samples:/)
})

test('during a long absence the oldest figures are dropped, and counted', async () => {
  const { writer, take, counted } = writing()
  mood = 'away'
  take(SAMPLES_WAITING_MAX + 100)
  await writer.flush()
  mood = 'well'
  await writer.flush()
  expect(samplesIn().reduce((sum, { rows }) => sum + rows, 0)).toBe(SAMPLES_WAITING_MAX)
  expect(await counted('dropped')).toBe(100)
  expect(await counted('written')).toBe(SAMPLES_WAITING_MAX)
})

test('a block that ClickHouse refuses again and again does not hold up the others', async () => {
  const { writer, take, counted } = writing()
  take(1)
  await writer.flush()
  mood = 'refuses'
  take(2)
  await expect(writer.flush()).rejects.toThrow('TYPE_MISMATCH')
  await expect(writer.flush()).rejects.toThrow('TYPE_MISMATCH')
  await writer.flush()
  expect(await counted('refused')).toBe(2)
  mood = 'well'
  take(3)
  await writer.flush()
  expect(samplesIn().at(-1)?.rows).toBe(3)
})

test('a series is announced again every hour while it is measured, and no longer', async () => {
  const { writer, clock, take } = writing()
  const announced = () => inserts.filter(({ table }) => table === 'series').length
  take(1)
  await writer.flush()
  take(1)
  await writer.flush()
  expect(announced()).toBe(1)
  clock.advance(HOUR_MS)
  take(1)
  await writer.flush()
  expect(announced()).toBe(2)
  clock.advance(HOUR_MS)
  await writer.flush()
  expect(announced()).toBe(2)
})
