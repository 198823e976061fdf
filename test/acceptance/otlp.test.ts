/** OpenTelemetry's own SDK and exporters send to a running program. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { credentials, Metadata } from '@grpc/grpc-js'
import { CompressionAlgorithm, type OTLPExporterNodeConfigBase } from '@opentelemetry/otlp-exporter-base'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPLogExporter as GrpcLogExporter } from '@opentelemetry/exporter-logs-otlp-grpc'
import { OTLPLogExporter as JsonLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPLogExporter as ProtobufLogExporter } from '@opentelemetry/exporter-logs-otlp-proto'
import { OTLPMetricExporter as GrpcMetricExporter } from '@opentelemetry/exporter-metrics-otlp-grpc'
import { OTLPMetricExporter as JsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPMetricExporter as ProtobufMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter as GrpcTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs'
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'

const WITHIN = { withinMs: 60_000 }
const NEVER_MS = 3_600_000

const folder = scratchFolder()
const dataFolder = path.join(folder, 'data')
const [certificate, privateKey] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')]
let grpcPort = 0
let server: RunningServer
let clickhouse: OpenedClickHouse
let secret = ''
let owner: Visitor
let environment = ''

beforeAll(async () => {
  prepareProgram()
  grpcPort = await freePort()
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, '-keyout', privateKey, '-out', certificate]
  execFileSync('openssl', request, { stdio: 'ignore' })
  server = await startServer({
    PITCREW_DATA: dataFolder,
    OTLP_GRPC_PORT: `${grpcPort}`,
    OTLP_GRPC_TLS_CERTIFICATE: certificate,
    OTLP_GRPC_TLS_KEY_FILE: privateKey,
  })
  await setUp(server)
  owner = await signIn(server)
  const application = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
  const { items } = await owner.ask('GET', `/environments?applicationId=${application.id}`)
  const body = { applicationId: application.id, name: 'Production', kind: 'production' }
  environment = items[0]?.id ?? (await owner.ask('POST', '/environments', { body })).id
  secret = (await owner.ask('POST', '/ingest-keys', { body: { environmentId: environment, name: 'OpenTelemetry' } })).secret
  clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
})
afterAll(async () => {
  await clickhouse?.close()
  await server?.stop()
})

/** Of exporters that speak gRPC, within TLS. */
function overGrpc() {
  const metadata = new Metadata()
  metadata.set('authorization', `Bearer ${secret}`)
  return { url: `https://localhost:${grpcPort}`, metadata, credentials: credentials.createSsl(readFileSync(certificate)) }
}
const overGrpcPacked = () => ({ ...overGrpc(), compression: CompressionAlgorithm.GZIP })

/** `metric{label="text"} value` of each series whose metric begins so, once there are `count` of them. */
async function valuesOf(beginning: string, count: number): Promise<readonly string[]> {
  const sql = `
    select p.metric as metric, s.labels as labels, p.value as value
    from (select metric, series, argMax(v, t) as value from sample final where startsWith(metric, {beginning:String}) group by metric, series) as p
    any inner join series as s on s.metric = p.metric and s.id = p.series
    order by metric, toFloat64OrZero(labels['le'])`
  type Row = { readonly metric: string; readonly labels: Readonly<Record<string, string>>; readonly value: number }
  const rows = await until(async () => {
    const found = await clickhouse.query<Row>({ name: 'test.values', sql, params: { beginning } })
    return found.length >= count ? found : undefined
  }, WITHIN)
  return rows.map(({ metric, labels, value }) => {
    const { job: _job, otel_scope_name: _scope, ...rest } = labels
    return `${metric}{${Object.entries(rest)
      .map(([name, text]) => `${name}="${text}"`)
      .toSorted()
      .join()}} ${value}`
  })
}

interface Sending {
  readonly exporter: PushMetricExporter
  readonly stem: string
}

/** Measures with every instrument, and exports once. */
async function measure({ exporter, stem }: Sending): Promise<void> {
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'process.pid': 42 }),
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: NEVER_MS })],
    views: [
      {
        instrumentName: `${stem}.duration`,
        aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [0.1, 1] } },
      },
      { instrumentName: `${stem}.size`, aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
    ],
  })
  const meter = provider.getMeter('shop')
  meter.createGauge(`${stem}.temperature`).record(21.5, { room: 'a' })
  const requests = meter.createCounter(`${stem}.requests`)
  for (const route of ['/', '/', '/cart']) requests.add(1, { 'http.route': route })
  meter.createUpDownCounter(`${stem}.sessions`).add(-2)
  for (const seconds of [0.05, 0.5, 5]) meter.createHistogram(`${stem}.duration`).record(seconds)
  for (const bytes of [3, 100]) meter.createHistogram(`${stem}.size`).record(bytes)
  await provider.forceFlush()
  await provider.shutdown()
}

const bucketsOf = (stem: string, labels = '') => [
  `${stem}.duration_bucket{${labels}le="+Inf"} 3`,
  `${stem}.duration_bucket{${labels}le="0.1"} 1`,
  `${stem}.duration_bucket{${labels}le="1"} 2`,
]

describe('metrics', () => {
  const options = (): OTLPExporterNodeConfigBase => ({
    url: `${server.url}/otlp/v1/metrics`,
    headers: { authorization: `Bearer ${secret}` },
  })
  const packed = () => ({ ...options(), compression: CompressionAlgorithm.GZIP })

  test.each([
    ['Protocol Buffers', 'plain', () => new ProtobufMetricExporter(options())],
    ['Protocol Buffers, packed', 'packed', () => new ProtobufMetricExporter(packed())],
    ['JSON', 'json', () => new JsonMetricExporter(options())],
    ['JSON, packed', 'jsonpacked', () => new JsonMetricExporter(packed())],
    ['Protocol Buffers over gRPC', 'grpc', () => new GrpcMetricExporter(overGrpc())],
    ['Protocol Buffers over gRPC, packed', 'grpcpacked', () => new GrpcMetricExporter(overGrpcPacked())],
  ])('of every instrument are what was measured, sent as %s', async (_form, stem, exporterOf) => {
    await measure({ exporter: exporterOf(), stem })
    const values = await valuesOf(`${stem}.`, 24)
    expect(values).toEqual(expect.arrayContaining(bucketsOf(stem)))
    expect(values).toEqual(
      expect.arrayContaining([
        `${stem}.temperature{room="a"} 21.5`,
        `${stem}.requests{http.route="/"} 2`,
        `${stem}.requests{http.route="/cart"} 1`,
        `${stem}.sessions{} -2`,
        `${stem}.duration_count{} 3`,
        `${stem}.duration_sum{} 5.55`,
        `${stem}.size_count{} 2`,
        `${stem}.size_sum{} 103`,
        `${stem}.size_bucket{le="4"} 1`,
        `${stem}.size_bucket{le="128"} 2`,
      ]),
    )
  })

  test('are found where the variables of the environment say, as deltas when that is wanted', async () => {
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: `${server.url}/otlp`, OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${secret}` }
    Object.assign(process.env, variables)
    try {
      await measure({ exporter: new ProtobufMetricExporter({ temporalityPreference: AggregationTemporality.DELTA }), stem: 'delta' })
    } finally {
      for (const name of Object.keys(variables)) delete process.env[name]
    }
    const values = await valuesOf('delta.', 24)
    expect(values).toEqual(expect.arrayContaining(bucketsOf('delta', '__temporality__="delta",')))
    expect(values).toContain('delta.requests{__temporality__="delta",http.route="/"} 2')
    expect(values).toContain('delta.temperature{room="a"} 21.5')
  })

  test('with a key that does not work are refused', async () => {
    const exporter = new ProtobufMetricExporter({ ...options(), headers: { authorization: 'Bearer pci_no' } })
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: NEVER_MS })
    new MeterProvider({ readers: [reader] }).getMeter('shop').createCounter('refused').add(1)
    const { resourceMetrics } = await reader.collect()
    const result = await new Promise((resolve) => exporter.export(resourceMetrics, resolve))
    expect(result).toMatchObject({ error: { code: 401 } })
    await exporter.shutdown()
  })
})

/** A request that fails at its database; returns the id of the trace once everything is sent. */
async function act(exporter: SpanExporter): Promise<string> {
  const resource = resourceFromAttributes({ 'service.name': 'shop' })
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] })
  const tracer = provider.getTracer('shop')
  const root = tracer.startSpan('GET /cart', { kind: SpanKind.SERVER })
  const inside = trace.setSpan(ROOT_CONTEXT, root)
  const child = tracer.startSpan('SELECT cart', { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql', rows: 0 } }, inside)
  child.recordException(new Error('no such table'))
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'no such table' })
  child.end()
  root.end()
  await provider.forceFlush()
  await provider.shutdown()
  return root.spanContext().traceId
}

interface Shown {
  readonly parentId: string | null
}

describe('traces', () => {
  const options = (): OTLPExporterNodeConfigBase => ({
    url: `${server.url}/otlp/v1/traces`,
    headers: { authorization: `Bearer ${secret}` },
  })

  test.each([
    ['Protocol Buffers', () => new ProtobufTraceExporter(options())],
    ['JSON, packed', () => new JsonTraceExporter({ ...options(), compression: CompressionAlgorithm.GZIP })],
    ['Protocol Buffers over gRPC', () => new GrpcTraceExporter(overGrpc())],
  ])('are what was done, sent as %s', async (_form, exporterOf) => {
    const path = `/environments/${environment}/traces/${await act(exporterOf())}`
    const read = await until(async () => {
      const answer = await owner.send('GET', path)
      return answer.status === 200 ? answer.json : undefined
    }, WITHIN)
    // Both may have begun within the same tick of the clock, and then their ids decide.
    const [root, child] = read.spans.toSorted((a: Shown, b: Shown) => Number(a.parentId !== null) - Number(b.parentId !== null))
    expect(root).toMatchObject({ parentId: null, service: 'shop', name: 'GET /cart', kind: 'server', status: 'unset' })
    expect(child).toMatchObject({ parentId: root.id, name: 'SELECT cart', kind: 'client', status: 'error' })
    expect(await owner.ask('GET', `${path}/spans/${child.id}`)).toMatchObject({
      statusMessage: 'no such table',
      attributes: { 'db.system.name': 'postgresql', rows: '0' },
      resource: { 'service.name': 'shop' },
      events: [{ name: 'exception', attributes: { 'exception.message': 'no such table' } }],
    })
  })
})

test('two services that send by themselves are drawn with the call between them', async () => {
  const sends = (service: string) => {
    const exporter = new ProtobufTraceExporter({ url: `${server.url}/otlp/v1/traces`, headers: { authorization: `Bearer ${secret}` } })
    return new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': service }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    })
  }
  const [front, back] = [sends('front'), sends('back')]
  const request = front.getTracer('front').startSpan('GET /', { kind: SpanKind.SERVER })
  const asking = front.getTracer('front').startSpan('GET', { kind: SpanKind.CLIENT }, trace.setSpan(ROOT_CONTEXT, request))
  // As the header of the request carries it to the other process.
  const remote = trace.setSpanContext(ROOT_CONTEXT, { ...asking.spanContext(), isRemote: true })
  const answering = back.getTracer('back').startSpan('GET /stock', { kind: SpanKind.SERVER }, remote)
  const looking = back
    .getTracer('back')
    .startSpan('SELECT', { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'mariadb' } }, trace.setSpan(ROOT_CONTEXT, answering))
  for (const span of [looking, answering, asking, request]) span.end()
  for (const provider of [back, front]) await provider.shutdown()
  const ends = (edges: readonly { readonly from: string; readonly to: string }[]) => edges.map(({ from, to }) => `${from} ${to}`)
  const wanted = ['service:front service:back', 'service:back database:mariadb']
  const drawn = await until(async () => {
    const { edges } = await owner.ask('GET', `/environments/${environment}/service-map`)
    return wanted.every((one) => ends(edges).includes(one)) ? ends(edges) : undefined
  }, WITHIN)
  expect(drawn).toEqual(expect.arrayContaining(wanted))
})

test('with a key of an application the resource decides between its environments, and what fits neither is shown', async () => {
  const { id: applicationId } = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Mapped shop' } })
  const make = async (name: string): Promise<string> =>
    (await owner.ask('POST', '/environments', { body: { applicationId, name, kind: 'qa' } })).id
  const [blue, green] = [await make('Blue'), await make('Green')]
  const is = (label: string, value: string) => ({ label, match: 'is', value })
  const service = is('service.name', 'shop')
  const rules = [
    { matchers: [service, is('deployment.environment.name', 'blue')], environmentId: blue },
    { matchers: [service, is('deployment.environment.name', 'green')], environmentId: green },
  ]
  await owner.ask('PUT', `/applications/${applicationId}/mapping`, { body: { rules }, headers: { 'if-match': '"0"' } })
  const { secret: key } = await owner.ask('POST', '/ingest-keys', { body: { applicationId, name: 'Both' } })
  const spanIn = async (color: string): Promise<string> => {
    const access = overGrpc()
    access.metadata.set('authorization', `Bearer ${key}`)
    const spanProcessors = [new BatchSpanProcessor(new GrpcTraceExporter(access))]
    const resource = resourceFromAttributes({ 'service.name': 'shop', 'deployment.environment.name': color })
    const provider = new BasicTracerProvider({ resource, spanProcessors })
    const span = provider.getTracer('shop').startSpan('GET /')
    span.end()
    await provider.shutdown()
    return span.spanContext().traceId
  }
  const traces = { blue: await spanIn('blue'), green: await spanIn('green'), red: await spanIn('red') }
  const statusOf = async (environmentId: string, id: string) =>
    (await owner.send('GET', `/environments/${environmentId}/traces/${id}`)).status
  for (const [environmentId, id] of [[blue, traces.blue] as const, [green, traces.green] as const])
    await until(async () => (await statusOf(environmentId, id)) === 200, WITHIN)
  const unassigned = await until(async () => {
    const read = await owner.ask('GET', `/applications/${applicationId}/mapping`)
    return read.unassigned.length > 0 ? read.unassigned : undefined
  }, WITHIN)
  const labels = [
    { label: 'deployment.environment.name', value: 'red' },
    { label: 'service.name', value: 'shop' },
  ]
  expect(unassigned).toMatchObject([{ protocol: 'otlp_traces', reason: 'no_rule', items: 1 }])
  expect(unassigned[0].labels).toEqual(expect.arrayContaining(labels))
  // Sent after the others on the same way and kept by neither; what was for one is not in the other.
  for (const [environmentId, id] of [[blue, traces.green] as const, [green, traces.blue] as const, [blue, traces.red] as const])
    expect(await statusOf(environmentId, id)).toBe(404)
})

/** Writes a line within a span, and one that is a map; returns the id of the trace once both are sent. */
async function write(exporter: LogRecordExporter, stem: string): Promise<string> {
  const resource = resourceFromAttributes({ 'service.name': 'shop', 'host.name': stem })
  const provider = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor(exporter)] })
  const logger = provider.getLogger('cart', '2.1')
  const span = new BasicTracerProvider().getTracer('cart').startSpan('GET /cart')
  const attributes = { 'http.route': '/cart', tries: 3, 'enduser.email': 'bob@example.com' }
  const context = trace.setSpan(ROOT_CONTEXT, span)
  logger.emit({ severityNumber: 17, severityText: 'ERROR', body: 'no route for bob@example.com', attributes, context })
  logger.emit({ severityText: 'Warning', body: { order: 7, password: 'hunter2' } })
  await provider.forceFlush()
  await provider.shutdown()
  return span.spanContext().traceId
}

describe('logs', () => {
  const options = (): OTLPExporterNodeConfigBase => ({
    url: `${server.url}/otlp/v1/logs`,
    headers: { authorization: `Bearer ${secret}` },
  })
  interface Row {
    readonly body: string
    readonly severity: number
    readonly service: string
    readonly trace: string
    readonly attributes: Readonly<Record<string, string>>
  }

  test.each([
    ['Protocol Buffers', 'plain', () => new ProtobufLogExporter(options())],
    ['JSON, packed', 'packed', () => new JsonLogExporter({ ...options(), compression: CompressionAlgorithm.GZIP })],
    ['Protocol Buffers over gRPC, packed', 'grpc', () => new GrpcLogExporter(overGrpcPacked())],
  ])('are what was written without what must not be kept, sent as %s', async (_form, stem, exporterOf) => {
    const traceId = await write(exporterOf(), stem)
    const sql = `select body, severity, service, lower(hex(trace)) as trace, attributes
      from line where resource['host.name'] = {stem:String} order by severity desc`
    const rows = await until(async () => {
      const found = await clickhouse.query<Row>({ name: 'test.lines', sql, params: { stem } })
      return found.length === 2 ? found : undefined
    }, WITHIN)
    const scope = { 'otel.scope.name': 'cart', 'otel.scope.version': '2.1' }
    expect(rows).toEqual([
      {
        body: 'no route for [removed:e-mail]',
        severity: 17,
        service: 'shop',
        trace: traceId,
        attributes: { 'http.route': '/cart', tries: '3', 'enduser.email': '[removed:e-mail]', ...scope },
      },
      { body: '{"order":7,"password":"[removed:secret]"}', severity: 13, service: 'shop', trace: '0'.repeat(32), attributes: scope },
    ])
  })
})
