/** From a request with a key to what can be read, on real stores. */
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { readLastValues, tallyOf } from '#features/telemetry/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { keepingLinesOf } from '#test/support/kept-lines.ts'
import { keepingOf, secretFor } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { otlpHandlers } from './http/handlers.ts'
import { POINTS } from './domain/messages.ts'
import { decodePartialSuccess, aLogsRequest, aMetricsRequest, asProtobuf, attributesOf, nanos, type Sent } from './testing.ts'

/** By name: each takes a signal. */
type Take = keyof ReturnType<typeof otlpHandlers>

// Not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const JSON_FORM = { 'content-type': 'application/json' }
const PROTOBUF = { 'content-type': 'application/x-protobuf' }

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let handlers: ReturnType<typeof otlpHandlers>
let keep: () => Promise<void>
let keepLines: () => Promise<void>
const ours = { environment: '', secret: '' }
const theirs = { environment: '', secret: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...telemetryEvents], personKeys: openPersonKeys })
  const config = { ...postgres.config, dataFolder: scratchFolder() }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  handlers = otlpHandlers(platform)
  keep = keepingOf(platform)
  keepLines = keepingLinesOf(platform)
  Object.assign(ours, await anEnvironment(CLIENT_A))
  Object.assign(theirs, await anEnvironment(CLIENT_B))
})

async function anEnvironment(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const { items } = await catalog('listEnvironments', callerOf('owner'), { query: { applicationId: made.id } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  const id = items[0]?.id ?? (await catalog('createEnvironment', callerOf('owner'), { body })).id
  const environment = toUuid('environment', id) ?? ''
  return { environment, secret: await secretFor(platform, environment) }
}

/** Sends as the HTTP side hands it on; returns the answer as a text. */
async function send(secret: string | null, bytes: Buffer, headers: Readonly<Record<string, string>>, take: Take = 'takeMetrics') {
  const context = { secret, header: (name: string) => headers[name] } as RequestContext
  return Buffer.from(await handlers[take]({ bytes }, context)).toString()
}
const sendJson = (secret: string | null, sent: Sent) => send(secret, Buffer.from(JSON.stringify(sent)), JSON_FORM)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

const gauge = (name: string, value: number, at: number = START) => ({
  name,
  gauge: { [POINTS]: [{ timeUnixNano: nanos(at), asDouble: value, attributes: attributesOf({ queue: 'mail' }) }] },
})

async function lastOf(environment: string, metric: string) {
  await keep()
  const ask = { environmentIds: [environment], metrics: [metric], since: later(START, -HOUR_MS), limit: 10 }
  return (await readLastValues(platform.clickhouse, ask)).map(({ labels, value }) => ({ labels, value }))
}

test('metrics come in all forms, and what was sent is what is read', async () => {
  const sent = (name: string) => aMetricsRequest([gauge(name, 0.5)], { 'service.name': 'shop' })
  const bytes = (name: string) => asProtobuf('ExportMetricsServiceRequest', sent(name))
  expect(await sendJson(ours.secret, sent('as.json'))).toBe('{}')
  expect(await send(ours.secret, gzipSync(JSON.stringify(sent('as.json.gzip'))), { ...JSON_FORM, 'content-encoding': 'gzip' })).toBe('{}')
  expect(await send(ours.secret, bytes('as.protobuf'), PROTOBUF)).toBe('')
  expect(await send(ours.secret, gzipSync(bytes('as.protobuf.gzip')), { ...PROTOBUF, 'content-encoding': 'gzip' })).toBe('')
  const labels = { queue: 'mail', job: 'shop', otel_scope_name: 'shop' }
  for (const metric of ['as.json', 'as.json.gzip', 'as.protobuf', 'as.protobuf.gzip'])
    expect(await lastOf(ours.environment, metric)).toEqual([{ labels, value: 0.5 }])
})

test('two clients that send identical series never see each other’s', async () => {
  await sendJson(ours.secret, aMetricsRequest([gauge('same', 1)]))
  await sendJson(theirs.secret, aMetricsRequest([gauge('same', 700)]))
  expect((await lastOf(ours.environment, 'same')).map(({ value }) => value)).toEqual([1])
  expect((await lastOf(theirs.environment, 'same')).map(({ value }) => value)).toEqual([700])
})

describe('what is not kept', () => {
  test('is counted in the answer by points, with the reasons, and the rest is kept', async () => {
    const late = START - 20 * DAY_MS
    const histogram = { count: 1, sum: 1, bucketCounts: [1, 0], explicitBounds: [1], timeUnixNano: nanos(late) }
    const metrics = [
      gauge('kept', 1),
      gauge('', 2),
      gauge('late', 3, late),
      { name: 'h', histogram: { aggregationTemporality: 2, [POINTS]: [histogram] } },
      { name: 'u', sum: { [POINTS]: [{ asInt: 1 }] } },
    ]
    const { partialSuccess } = JSON.parse(await sendJson(ours.secret, aMetricsRequest(metrics)))
    expect(partialSuccess).toEqual({
      ['rejectedData\u0050oints']: '4',
      errorMessage: expect.stringMatching(/no_metric_name.*5 older.*too_old.*temporality_unknown/),
    })
    const nameless = asProtobuf('ExportMetricsServiceRequest', aMetricsRequest([gauge('', 2)]))
    expect(decodePartialSuccess(await send(ours.secret, nameless, PROTOBUF))).toEqual({
      count: 1,
      words: expect.stringContaining('no_metric_name'),
    })
    expect(await lastOf(ours.environment, 'kept')).toHaveLength(1)
  })

  test('is seen where everything that arrives is seen', async () => {
    tallyOf(platform).drain()
    await sendJson(ours.secret, aMetricsRequest([gauge('kept', 1), gauge('', 2), { name: 'u', sum: { [POINTS]: [{ asInt: 1 }] } }]))
    await expect(send(ours.secret, Buffer.from('junk'), PROTOBUF)).rejects.toEqual(refused('otlp.malformed'))
    const rows = tallyOf(platform)
      .drain()
      .map(({ protocol, outcome, items }) => ({ protocol, outcome, items }))
    const protocol = 'otlp_metrics'
    expect(rows).toEqual([
      { protocol, outcome: 'kept', items: 1 },
      { protocol, outcome: 'no_metric_name', items: 1 },
      { protocol, outcome: 'temporality_unknown', items: 1 },
      { protocol, outcome: 'malformed', items: 0 },
    ])
  })

  test('because it cannot be read is refused in words', async () => {
    const wrong = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 7 }] }] }] }
    await expect(sendJson(ours.secret, wrong)).rejects.toThrow('name must be a text')
    await expect(sendJson(ours.secret, { resourceMetrics: {} })).rejects.toThrow('resourceMetrics must be a list')
    await expect(send(ours.secret, Buffer.from('{"a":'), JSON_FORM)).rejects.toEqual(refused('otlp.malformed'))
    await expect(send(ours.secret, Buffer.from('[1]'), JSON_FORM)).rejects.toEqual(refused('otlp.malformed'))
    await expect(send(ours.secret, Buffer.from([10, 200]), PROTOBUF)).rejects.toEqual(refused('otlp.malformed'))
    await expect(send(ours.secret, Buffer.from('no gzip'), { ...PROTOBUF, 'content-encoding': 'gzip' })).rejects.toEqual(
      refused('common.invalid_request'),
    )
    await expect(send(ours.secret, Buffer.alloc(0), { ...PROTOBUF, 'content-encoding': 'br' })).rejects.toMatchObject({
      code: { status: 415 },
    })
  })

  test('because it is a bomb, or too much, is refused before it takes memory', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    await expect(send(ours.secret, bomb, { ...PROTOBUF, 'content-encoding': 'gzip' })).rejects.toEqual(refused('common.too_large'))
    const empties = gzipSync(Buffer.concat(Array.from({ length: 1_100_000 }, () => Buffer.of(0x0a, 0))))
    await expect(send(ours.secret, empties, { ...PROTOBUF, 'content-encoding': 'gzip' })).rejects.toEqual(refused('otlp.too_large'))
    const points = Array.from({ length: 50_001 }, (_, index) => ({ asInt: index, timeUnixNano: nanos(START) }))
    await expect(sendJson(ours.secret, aMetricsRequest([{ name: 'many', gauge: { [POINTS]: points } }]))).rejects.toEqual(
      refused('telemetry.too_many_samples'),
    )
    expect(await sendJson(ours.secret, aMetricsRequest([gauge('afterwards', 1)]))).toBe('{}')
  })

  test('because nobody knows the key, or it is gone, is refused', async () => {
    for (const secret of [null, '', `pci_${'0'.repeat(48)}`])
      await expect(sendJson(secret, aMetricsRequest([]))).rejects.toEqual(refused('common.unauthenticated'))
  })
})

test('a series that has ended has no last value', async () => {
  const ended = {
    name: 'ended',
    gauge: { [POINTS]: [{ timeUnixNano: nanos(later(START, MINUTE_MS)), flags: 1, attributes: attributesOf({ queue: 'mail' }) }] },
  }
  await sendJson(ours.secret, aMetricsRequest([gauge('ended', 1)]))
  expect(await lastOf(ours.environment, 'ended')).toHaveLength(1)
  await sendJson(ours.secret, aMetricsRequest([ended]))
  expect(await lastOf(ours.environment, 'ended')).toEqual([])
})

describe('lines', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const line = (body: string, of: object = {}) => ({
    timeUnixNano: nanos(START),
    severityNumber: 17,
    traceId,
    body: { stringValue: body },
    ...of,
  })

  async function linesOf(environment: string) {
    await keepLines()
    const sql = `select body, service, attributes, resource, severity, toUnixTimestamp64Milli(t) as at, lower(hex(trace)) as trace
      from line where env = {env:UUID} order by body`
    return platform.clickhouse.query<{ readonly body: string }>({ name: 'test.lines', sql, params: { env: environment } })
  }

  test('come in both forms, and are kept without what must not be', async () => {
    const sent = (body: string) =>
      aLogsRequest([line(`${body} of bob@example.com`, { attributes: attributesOf({ 'db.password': 'hunter2' }) })], {
        'service.name': 'shop',
        'host.name': 'shop-1',
      })
    const packed = gzipSync(asProtobuf('ExportLogsServiceRequest', sent('b')))
    expect(await send(ours.secret, Buffer.from(JSON.stringify(sent('a'))), JSON_FORM, 'takeLogs')).toBe('{}')
    expect(await send(ours.secret, packed, { ...PROTOBUF, 'content-encoding': 'gzip' }, 'takeLogs')).toBe('')
    const same = {
      service: 'shop',
      attributes: { 'db.password': '[removed:secret]', 'otel.scope.name': 'cart' },
      resource: { 'host.name': 'shop-1' },
      severity: 17,
      at: String(START),
      trace: traceId,
    }
    expect(await linesOf(ours.environment)).toEqual(['a', 'b'].map((body) => ({ body: `${body} of [removed:e-mail]`, ...same })))
    expect(await linesOf(theirs.environment)).toEqual([])
  })

  test('that are not kept are counted in the answer, with the reasons, and the others are kept', async () => {
    const late = line('late', { timeUnixNano: nanos(START - 40 * DAY_MS) })
    const sent = aLogsRequest([line('c'), late, { timeUnixNano: nanos(START) }])
    const words = expect.stringMatching(/^1 older.*too_old/)
    const answer = JSON.parse(await send(ours.secret, Buffer.from(JSON.stringify(sent)), JSON_FORM, 'takeLogs'))
    expect(answer).toEqual({ partialSuccess: { rejectedLogRecords: '1', errorMessage: words } })
    const alone = asProtobuf('ExportLogsServiceRequest', aLogsRequest([late, late]))
    expect(decodePartialSuccess(await send(ours.secret, alone, PROTOBUF, 'takeLogs'))).toEqual({
      count: 2,
      words: expect.stringMatching(/^2 older.*too_old/),
    })
    expect((await linesOf(ours.environment)).map(({ body }) => body)).toContain('c')
  })

  test('that are too many are refused at once, and are seen where everything that arrives is seen', async () => {
    tallyOf(platform).drain()
    const many = aLogsRequest(Array.from({ length: 20_001 }, () => ({})))
    await expect(send(ours.secret, asProtobuf('ExportLogsServiceRequest', many), PROTOBUF, 'takeLogs')).rejects.toEqual(
      refused('logs.too_many_lines'),
    )
    const [row] = tallyOf(platform).drain()
    expect(row).toMatchObject({ protocol: 'otlp_logs', outcome: 'too_many_lines', items: 20_001 })
  })
})
