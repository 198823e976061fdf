import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, instant, SECOND_MS } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger } from '#test/support/quiet.ts'
import { aPackedRequest, collections, openKept } from '../testing.ts'

const ENVIRONMENT = '01890a5d-ac96-774b-bcce-b302099a8057'
const NOW = instant('2026-11-21T10:00:00Z')
const SOURCE = { environmentId: ENVIRONMENT, keyId: null, protocol: 'remote_write' } as const

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

function writing(options: Parameters<typeof openKept>[1] = {}) {
  const clock = new SimulatedClock(NOW)
  const kept = openKept({ clickhouse, clock, logger: testLogger }, options)
  const take = async (values: number) => {
    const some = Array.from({ length: values }, () => 0.5)
    for (const each of collections({ environmentId: ENVIRONMENT, metric: 'system.cpu.utilization', values: some })) await kept.keep(each)
  }
  const counted = async (outcome: string) =>
    (await kept.metrics.registry.getSingleMetric('pitcrew_samples_total')?.get())?.values.find(
      ({ labels }) => labels['outcome'] === outcome,
    )?.value
  const segments = () => readdirSync(path.join(kept.dataFolder, 'telemetry', 'segments'))
  return { ...kept, clock, take, counted, segments }
}
const samplesIn = () => inserts.filter(({ table }) => table === 'sample')
const told = () => inserts.filter(({ table }) => table !== 'intake').map(({ table, rows }) => `${table} ${rows}`)
const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

test('samples of several collections go in one block, the series before them, the marks of their hours after them', async () => {
  const { flush, take, counted, segments } = writing()
  await take(3)
  await flush()
  expect(told()).toEqual(['series 1', 'sample 3', 'rollup_hour 2'])
  expect(await counted('kept')).toBe(3)
  expect(segments()).toEqual([])
})

test('nothing to write writes nothing', async () => {
  await writing().flush()
  expect(inserts).toEqual([])
})

test('while ClickHouse is away samples wait, and arrive when it is back', async () => {
  const { flush, take } = writing()
  mood = 'away'
  await take(2)
  await flush()
  await take(2)
  await flush()
  mood = 'well'
  await flush()
  expect(samplesIn().map(({ rows }) => rows)).toEqual([2, 2])
})

test('what an earlier process acknowledged and could not keep is kept by the next one', async () => {
  const before = writing()
  mood = 'away'
  await before.take(3)
  await before.flush()
  await before.take(1)
  mood = 'well'
  await writing({ dataFolder: before.dataFolder }).flush()
  expect(samplesIn().map(({ rows }) => rows)).toEqual([3, 1])
})

test('a block whose answer was lost is sent again under the same token, so that it is stored once', async () => {
  const { flush, take, dataFolder } = writing()
  await take(1)
  await flush()
  mood = 'takes but does not answer'
  await take(4)
  await flush()
  mood = 'well'
  // Also by another process.
  await writing({ dataFolder }).flush()
  const [, lost, again] = samplesIn()
  expect(again).toEqual(lost)
  expect(again?.token).toMatch(/^samples:/)
})

describe('when nothing more can wait', () => {
  const request = () => aPackedRequest([{ labels: { __name__: 'm', host: 'h'.repeat(200) }, samples: [[1, NOW]] }])

  test('because ClickHouse was away for too long, the sender is told to wait, and what was acknowledged is kept', async () => {
    const { flush, take, intake } = writing({ spool: { bytesMax: 300 } })
    mood = 'away'
    await take(2)
    await expect(take(10)).rejects.toEqual(refusal('telemetry.spool_full'))
    await expect(intake.takeWriteRequest(SOURCE, request())).rejects.toMatchObject({ code: { status: 429 }, retryAfterSeconds: 30 })
    expect(intake.tally.drain()).toContainEqual(expect.objectContaining({ outcome: 'spool_full', protocol: 'remote_write', items: 1 }))
    mood = 'well'
    await flush()
    expect(samplesIn().reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThanOrEqual(2)
    await expect(intake.takeWriteRequest(SOURCE, request())).resolves.toEqual({ kept: 1, refused: {}, refusedAt: [] })
  })

  test('because the disk is full, the sender is told so and may come again', async () => {
    const { intake } = writing({ spool: { freeBytesMin: 2 ** 60 } })
    const full = { code: { code: 'telemetry.disk_full', status: 507, retryable: true } }
    await expect(intake.takeWriteRequest(SOURCE, request())).rejects.toMatchObject(full)
  })
})

test('a segment that ClickHouse refuses again and again does not hold up the others, and is not lost', async () => {
  const { flush, take, counted, segments } = writing()
  await take(1)
  await flush()
  mood = 'refuses'
  await take(2)
  await expect(flush()).rejects.toThrow('TYPE_MISMATCH')
  await expect(flush()).rejects.toThrow('TYPE_MISMATCH')
  await flush()
  expect(await counted('set_aside')).toBe(2)
  expect(segments()).toEqual([expect.stringMatching(/\.aside$/)])
  mood = 'well'
  await take(3)
  await flush()
  expect(samplesIn().at(-1)?.rows).toBe(3)
})

test('a series is announced again every hour while it is measured, and no longer', async () => {
  const { flush, clock, take } = writing()
  const announced = () => inserts.filter(({ table }) => table === 'series').length
  await take(1)
  await flush()
  await take(1)
  await flush()
  expect(announced()).toBe(1)
  clock.advance(HOUR_MS)
  await take(1)
  await flush()
  expect(announced()).toBe(2)
  clock.advance(HOUR_MS)
  await flush()
  expect(announced()).toBe(2)
})

test('what arrived and what was refused is counted by minute, once also when the answer was lost', async () => {
  const { flush, clock, intake } = writing()
  const late = NOW - 30 * 24 * HOUR_MS
  const mixed = aPackedRequest([
    {
      labels: { __name__: 'm' },
      samples: [
        [1, NOW],
        [2, late],
      ],
    },
  ])
  await intake.takeWriteRequest(SOURCE, mixed)
  await intake.takeWriteRequest(SOURCE, mixed)
  mood = 'takes but does not answer'
  await flush()
  mood = 'well'
  clock.advance(6 * SECOND_MS)
  await flush()
  const counts = inserts.filter(({ table }) => table === 'intake')
  expect(counts.map(({ rows }) => rows)).toEqual(counts.map(() => 2))
  expect(new Set(counts.map(({ token }) => token)).size).toBe(1)
})
