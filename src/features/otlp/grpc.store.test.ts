/** From a call over gRPC to what can be read, on real stores and real connections. */
import { connect } from 'node:net'
import { once } from 'node:events'
import { Client, compressionAlgorithms, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { readLastValues, tallyOf } from '#features/telemetry/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { StartFault } from '#platform/start-fault.ts'
import { calling } from '#test/support/calling.ts'
import { keepingOf, secretFor } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { freePort } from '#test/support/free-port.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { grpcListeners } from './actions/grpc-listener.ts'
import { UNPACKED_BYTES_MAX } from './domain/limits.ts'
import { POINTS } from './domain/messages.ts'
import { aLogsRequest, aMetricsRequest, asProtobuf, aTracesRequest, decodePartialSuccess, nanos } from './testing.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const PATHS = {
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
}

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let keep: () => Promise<void>
let close: () => Promise<void>
let client: Client
let port = 0
const ours = { environment: '', secret: '' }
const theirs = { environment: '', secret: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...telemetryEvents], personKeys: openPersonKeys })
  port = await freePort()
  const config = { ...postgres.config, dataFolder: scratchFolder(), otlpGrpc: { ...postgres.config.otlpGrpc, port } }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  keep = keepingOf(platform)
  Object.assign(ours, await anEnvironment(CLIENT_A))
  Object.assign(theirs, await anEnvironment(CLIENT_B))
  close = await opened()
  client = aClient()
})
afterAll(async () => {
  client?.close()
  await close?.()
})

async function anEnvironment(of: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', of), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Measured', kind: 'qa' }
  const environment = toUuid('environment', (await catalog('createEnvironment', callerOf('owner'), { body })).id) ?? ''
  return { environment, secret: await secretFor(platform, environment) }
}

const opened = async () => (await grpcListeners(platform)[0]?.open()) ?? (() => Promise.resolve())
const aClient = (options = {}) => new Client(`127.0.0.1:${port}`, credentials.createInsecure(), options)
const asItIs = (bytes: Buffer) => bytes

/** Rejects with what gRPC makes of the status. */
function send(secret: string | null, bytes: Buffer, signal: keyof typeof PATHS = 'metrics', by: Client = client): Promise<Buffer> {
  const metadata = new Metadata()
  if (secret !== null) metadata.set('authorization', `Bearer ${secret}`)
  return new Promise((resolve, reject) => {
    by.makeUnaryRequest(PATHS[signal], asItIs, asItIs, bytes, metadata, (error, answer) =>
      error ? reject(error) : resolve(answer ?? Buffer.alloc(0)),
    )
  })
}

const gauge = (name: string, value: number, at: number = START) => ({
  name,
  gauge: { [POINTS]: [{ timeUnixNano: nanos(at), asDouble: value }] },
})
const metrics = (...points: readonly object[]) => asProtobuf('ExportMetricsServiceRequest', aMetricsRequest(points))

async function valuesOf(environment: string, metric: string): Promise<readonly number[]> {
  await keep()
  const ask = { environmentIds: [environment], metrics: [metric], since: later(START, -HOUR_MS), limit: 10 }
  return (await readLastValues(platform.clickhouse, ask)).map(({ value }) => value)
}

test('metrics come plain and packed, and belong to the environment of the key alone', async () => {
  const packing = aClient({ 'grpc.default_compression_algorithm': compressionAlgorithms.gzip })
  expect(await send(ours.secret, metrics(gauge('called', 0.5)))).toEqual(Buffer.alloc(0))
  expect(await send(ours.secret, metrics(gauge('packed', 1.5)), 'metrics', packing)).toEqual(Buffer.alloc(0))
  await send(theirs.secret, metrics(gauge('called', 700)))
  packing.close()
  expect([await valuesOf(ours.environment, 'called'), await valuesOf(ours.environment, 'packed')]).toEqual([[0.5], [1.5]])
  expect(await valuesOf(theirs.environment, 'called')).toEqual([700])
})

test('traces and log lines come by their own services', async () => {
  tallyOf(platform).drain()
  const times = { startTimeUnixNano: nanos(START), endTimeUnixNano: nanos(START + 5) }
  const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'GET /', ...times }
  await send(ours.secret, asProtobuf('ExportTraceServiceRequest', aTracesRequest([span])), 'traces')
  const line = { timeUnixNano: nanos(START), body: { stringValue: 'hello' } }
  await send(ours.secret, asProtobuf('ExportLogsServiceRequest', aLogsRequest([line])), 'logs')
  expect(
    tallyOf(platform)
      .drain()
      .map(({ protocol, outcome, items }) => `${protocol} ${outcome} ${items}`),
  ).toEqual(['otlp_traces kept 1', 'otlp_logs kept 1'])
})

test('what is not kept is counted in the answer, and the rest is kept', async () => {
  const answer = await send(ours.secret, metrics(gauge('kept', 1), gauge('late', 2, START - 20 * DAY_MS)))
  expect(decodePartialSuccess(answer.toString('latin1'))).toEqual({ count: 1, words: expect.stringContaining('too_old') })
  expect(await valuesOf(ours.environment, 'kept')).toEqual([1])
})

describe('a call is refused with a status', () => {
  const refusal = async (secret: string | null, bytes: Buffer, by: Client = client) => {
    const error = await send(secret, bytes, 'metrics', by).then(
      () => undefined,
      (reason: ServiceError) => reason,
    )
    const details = error?.metadata.get('grpc-status-details-bin')[0]?.toString() ?? ''
    return { code: error?.code, words: error?.details ?? '', reason: /(otlp|common|telemetry)\.[a-z_]+/.exec(details)?.[0] }
  }

  test('without a key, or with one that does not work, however large its message is', async () => {
    const unread = Buffer.alloc(UNPACKED_BYTES_MAX - 1_000)
    const refused = { code: status.UNAUTHENTICATED, reason: 'common.unauthenticated' }
    expect(await refusal(null, unread)).toMatchObject(refused)
    expect(await refusal(`pci_${'0'.repeat(48)}`, unread)).toMatchObject(refused)
    expect(await refusal(`${ours.secret} `, unread)).toMatchObject(refused)
  })

  test('when it is no such message', async () => {
    const { code, words, reason } = await refusal(ours.secret, Buffer.from('junk'))
    expect([code, reason]).toEqual([status.INVALID_ARGUMENT, 'otlp.malformed'])
    expect(words).toBe('The body is not what it says it is.')
  })

  test('when it is too large, packed or not, and the next one works', async () => {
    const packing = aClient({ 'grpc.default_compression_algorithm': compressionAlgorithms.gzip })
    const large = Buffer.alloc(UNPACKED_BYTES_MAX + 1)
    expect((await refusal(ours.secret, large)).code).toBe(status.RESOURCE_EXHAUSTED)
    expect((await refusal(ours.secret, large, packing)).code).toBe(status.RESOURCE_EXHAUSTED)
    packing.close()
    expect(await send(ours.secret, metrics(gauge('after', 1)))).toEqual(Buffer.alloc(0))
  })

  test('when there is no such service', async () => {
    const unknown = new Promise((resolve) => {
      const metadata = new Metadata()
      metadata.set('authorization', `Bearer ${ours.secret}`)
      client.makeUnaryRequest('/a.b/Export', asItIs, asItIs, Buffer.alloc(0), metadata, (error) => resolve(error?.code))
    })
    expect(await unknown).toBe(status.UNIMPLEMENTED)
  })
})

test('whoever speaks something else, or goes without a word, disturbs nobody', async () => {
  for (const said of ['GET / HTTP/1.1\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '']) {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(said)
    socket.resetAndDestroy()
  }
  expect(await send(ours.secret, metrics(gauge('undisturbed', 1)))).toEqual(Buffer.alloc(0))
})

test('the port is closed unless it is configured, says when it is taken, and closes', async () => {
  expect(
    grpcListeners({ ...platform, config: { ...platform.config, otlpGrpc: { ...platform.config.otlpGrpc, port: undefined } } }),
  ).toEqual([])
  await expect(opened()).rejects.toThrow(StartFault)
  await close()
  const [error] = await once(connect(port, '127.0.0.1'), 'error').catch((reason: unknown) => [reason])
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  close = await opened()
  await expect(send(ours.secret, metrics(gauge('again', 1)), 'metrics', aClient())).resolves.toEqual(Buffer.alloc(0))
})
