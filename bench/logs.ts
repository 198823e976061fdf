/**
 * Promise: two cores take 50,000 log lines a second, scrubbed: by OTLP as Protocol Buffers and as JSON lines, 500 of them in a
 * request as collectors and shippers send them, with six attributes and a trace, one in fifty with something to take out, through
 * the HTTP server of the built program. Lines a second with this sender on the same cores, and processor time of all processes of
 * the program until what was sent is in ClickHouse and merged for 15 s. Every line that was acknowledged must be there, once.
 *
 * BENCH_LINES says another number of lines, for trying things out.
 */
import { randomFrom } from '#kit/random.ts'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { SECOND_MS, toIso, instant } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { testLogger } from '#test/support/quiet.ts'
import { asProtobuf, aLogsRequest } from '#features/otlp/testing.ts'
import { makeIngestKey } from './support/ingest-key.ts'
import { cpuSecondsOf, processTree } from './support/process-tree.ts'
import { dataFolder, start } from './support/program.ts'
import { report, say } from './support/report.ts'

const LINES_PER_REQUEST = 500
/** A minute of it. */
const LINES = Number(process.env['BENCH_LINES'] ?? 3_000_000)
const LINES_PER_SECOND_MIN = 50_000
/** Bodies are sent again and again; more would take the memory that is measured. */
const BODIES = 200
const CONNECTIONS = 4
const SETTLE_MS = 15 * SECOND_MS
/** Two seconds of processor time for each 50,000 lines. */
const CPU_SECONDS_MAX = 40

/** One way in. */
interface Form {
  readonly title: string
  readonly path: string
  readonly contentType: string
  readonly makeBody: () => Buffer
  /** Of its answer: whether every line was kept. */
  readonly isKept: (status: number, words: string) => boolean
}

const OTLP: Form = {
  title: 'OTLP',
  path: '/otlp/v1/logs',
  contentType: 'application/x-protobuf',
  makeBody: otlpBody,
  // An answer without partial_success is empty.
  isKept: (status, words) => status === 200 && words === '',
}
const JSON_LINES: Form = {
  title: 'JSON lines',
  path: '/logs/v1/lines',
  contentType: 'application/x-ndjson',
  makeBody: jsonBody,
  isKept: (status, words) => status === 200 && words.startsWith(`{"kept":${LINES_PER_REQUEST},`),
}

const random = randomFrom(7)
const below = (bound: number) => Math.floor(random() * bound)
const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('')

for (const form of [OTLP, JSON_LINES]) await measure(form)

async function measure(form: Form): Promise<void> {
  const folder = dataFolder()
  const running = await start(folder.path)
  try {
    const key = await makeIngestKey(running)
    const pid = running.child.pid ?? 0
    const bodies = Array.from({ length: BODIES }, form.makeBody)
    say(`${form.title}: ${LINES} lines, ${Math.round((bodies[0]?.length ?? 0) / LINES_PER_REQUEST)} bytes each`)
    const before = cpuSecondsOf(processTree(pid))
    const startedMs = performance.now()
    const send = { url: `${running.url}${form.path}`, key, form, bodies }
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => sendShare(send, connection)))
    const perSecond = LINES / ((performance.now() - startedMs) / 1_000)
    say(`load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
    await pause(SETTLE_MS)
    const perMillion = ((cpuSecondsOf(processTree(pid)) - before) / LINES) * 1e6
    const { lines, bytes } = await kept(folder.path)
    if (lines !== LINES) throw new Error(`${LINES} lines were acknowledged and ${lines} are there`)
    const figure = `${form.title}, ${LINES_PER_REQUEST} a request, ${LINES} lines`
    report({ figure, value: perSecond, unit: 'lines/s', budget: LINES_PER_SECOND_MIN, budgetIs: 'minimum' })
    report({
      figure: `${figure}, processor time of all processes`,
      value: perMillion,
      unit: 's a million',
      budget: CPU_SECONDS_MAX,
      budgetIs: 'maximum',
    })
    say(`${(bytes / lines).toFixed(1)} bytes a line on the disk`)
  } finally {
    await running.stop()
    folder.remove()
  }
}

function jsonBody(): Buffer {
  return Buffer.from(Array.from({ length: LINES_PER_REQUEST }, jsonLine).join('\n'))
}

/** What every line says, whatever its form. */
function aLine() {
  const took = below(900)
  const order = `order ${below(1e6)} of customer ${below(1e5)}`
  return {
    atMs: systemClock.now() - below(60_000),
    level: ['info', 'info', 'info', 'debug', 'warn', 'error'][below(6)],
    service: ['cart', 'checkout', 'search', 'mail'][below(4)],
    body:
      below(50) === 0 ? `${order}: mail to anna${below(1e4)}@example.com, token=${hex(20)}` : `${order}: payment accepted after ${took} ms`,
    traceId: hex(32),
    spanId: hex(16),
    http: { method: 'POST', status: 200, route: `/api/orders/${below(40)}` },
    host: `shop-${below(8)}`,
    took,
    thread: `worker-${below(16)}`,
  }
}

function jsonLine(): string {
  const { atMs, level, service, body, traceId, spanId, http, host, took, thread } = aLine()
  return JSON.stringify({
    time: toIso(instant(atMs)),
    level,
    service,
    msg: body,
    trace_id: traceId,
    span_id: spanId,
    http,
    'host.name': host,
    duration_ms: took,
    thread,
  })
}

/** Lines of one process, as its exporter gathers them. */
function otlpBody(): Buffer {
  const { service, host } = aLine()
  const lines = Array.from({ length: LINES_PER_REQUEST }, () => {
    const { atMs, level, body, traceId, spanId, http, took, thread } = aLine()
    return {
      timeUnixNano: `${atMs}000000`,
      observedTimeUnixNano: `${atMs}000000`,
      severityNumber: { debug: 5, info: 9, warn: 13, error: 17 }[level ?? ''] ?? 9,
      severityText: level,
      body: { stringValue: body },
      attributes: [
        { key: 'http.request.method', value: { stringValue: http.method } },
        { key: 'http.response.status_code', value: { intValue: http.status } },
        { key: 'http.route', value: { stringValue: http.route } },
        { key: 'duration_ms', value: { intValue: took } },
        { key: 'thread.name', value: { stringValue: thread } },
        { key: 'code.function', value: { stringValue: 'accept' } },
      ],
      traceId,
      spanId,
    }
  })
  return asProtobuf('ExportLogsServiceRequest', aLogsRequest(lines, { 'service.name': service ?? '', 'host.name': host }))
}

interface Sending {
  readonly url: string
  readonly key: string
  readonly form: Form
  readonly bodies: readonly Buffer[]
}

async function sendShare({ url, key, form, bodies }: Sending, connection: number): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': form.contentType }
  for (let number = connection; number < LINES / LINES_PER_REQUEST; number += CONNECTIONS) {
    const answer = await request(url, { method: 'POST', headers, body: bodies[number % BODIES] as Buffer })
    const words = await answer.body.text()
    if (!form.isKept(answer.statusCode, words)) throw new Error(`${answer.statusCode}: ${words}`)
  }
}

async function kept(folder: string): Promise<{ lines: number; bytes: number }> {
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder) }, { database: 'pitcrew', logger: testLogger })
  const sql = `select (select toFloat64(count()) from line) as lines,
    (select toFloat64(sum(bytes_on_disk)) from system.parts where active and database = 'pitcrew' and table = 'line') as bytes`
  const [row] = await clickhouse.query<{ lines: number; bytes: number }>({ name: 'bench.kept', sql })
  await clickhouse.close()
  return row ?? { lines: 0, bytes: 0 }
}
