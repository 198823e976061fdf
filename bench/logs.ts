/**
 * Promise: two cores take 50,000 log lines a second, scrubbed. JSON lines, 500 of them in a request as shippers send them, with six
 * attributes and a trace, one in fifty with something to take out, through the HTTP server of the built program; processor time of
 * all its processes until what was sent is in ClickHouse and merged for 15 s. Every line that was acknowledged must be there, once.
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
import { makeIngestKey } from './support/ingest-key.ts'
import { cpuSecondsOf, processTree } from './support/process-tree.ts'
import { dataFolder, start } from './support/program.ts'
import { report, say } from './support/report.ts'

const LINES_PER_REQUEST = 500
const LINES = Number(process.env['BENCH_LINES'] ?? 1_000_000)
/** Bodies are sent again and again; more would take the memory that is measured. */
const BODIES = 200
const CONNECTIONS = 4
const SETTLE_MS = 15 * SECOND_MS
/** Two seconds of processor time for each 50,000 lines. */
const CPU_SECONDS_MAX = 40

const random = randomFrom(7)
const below = (bound: number) => Math.floor(random() * bound)
const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('')

const folder = dataFolder()
const running = await start(folder.path)
try {
  const key = await makeIngestKey(running)
  const pid = running.child.pid ?? 0
  const bodies = Array.from({ length: BODIES }, makeBody)
  say(`${LINES} lines, ${Math.round((bodies[0]?.length ?? 0) / LINES_PER_REQUEST)} bytes each`)
  const before = cpuSecondsOf(processTree(pid))
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => sendShare(bodies, key, connection)))
  say(`${Math.round(LINES / ((performance.now() - startedMs) / 1_000))} lines/s; load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
  await pause(SETTLE_MS)
  const perMillion = ((cpuSecondsOf(processTree(pid)) - before) / LINES) * 1e6
  const { lines, bytes } = await kept()
  if (lines !== LINES) throw new Error(`${LINES} lines were acknowledged and ${lines} are there`)
  const figure = `JSON lines, ${LINES_PER_REQUEST} a request, ${LINES} lines`
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

function makeBody(): Buffer {
  return Buffer.from(Array.from({ length: LINES_PER_REQUEST }, makeLine).join('\n'))
}

function makeLine(): string {
  const took = below(900)
  const order = `order ${below(1e6)} of customer ${below(1e5)}`
  return JSON.stringify({
    time: toIso(instant(systemClock.now() - below(60_000))),
    level: ['info', 'info', 'info', 'debug', 'warn', 'error'][below(6)],
    service: ['cart', 'checkout', 'search', 'mail'][below(4)],
    msg:
      below(50) === 0 ? `${order}: mail to anna${below(1e4)}@example.com, token=${hex(20)}` : `${order}: payment accepted after ${took} ms`,
    trace_id: hex(32),
    span_id: hex(16),
    http: { method: 'POST', status: 200, route: `/api/orders/${below(40)}` },
    'host.name': `shop-${below(8)}`,
    duration_ms: took,
    thread: `worker-${below(16)}`,
  })
}

async function sendShare(bodies: readonly Buffer[], key: string, connection: number): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }
  for (let number = connection; number < LINES / LINES_PER_REQUEST; number += CONNECTIONS) {
    const answer = await request(`${running.url}/logs/v1/lines`, { method: 'POST', headers, body: bodies[number % BODIES] as Buffer })
    const words = await answer.body.text()
    if (answer.statusCode !== 200 || !words.startsWith(`{"kept":${LINES_PER_REQUEST},`)) throw new Error(`${answer.statusCode}: ${words}`)
  }
}

async function kept(): Promise<{ lines: number; bytes: number }> {
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder.path) }, { database: 'pitcrew', logger: testLogger })
  const sql = `select (select toFloat64(count()) from line) as lines,
    (select toFloat64(sum(bytes_on_disk)) from system.parts where active and database = 'pitcrew' and table = 'line') as bytes`
  const [row] = await clickhouse.query<{ lines: number; bytes: number }>({ name: 'bench.kept', sql })
  await clickhouse.close()
  return row ?? { lines: 0, bytes: 0 }
}
