/**
 * Promise: taking and keeping metrics costs no more than Prometheus spends on it in the same run, and they take no more room.
 * 2,000 and 20,000 series, one sample of each every 15 s in requests of 2,000 as a scraper or agent sends them, through the HTTP
 * server of the built program; processor time of all its processes until what was sent is in ClickHouse, rolled up as far as its
 * hours have ended, and merged for 15 s. Half the series are counters, the others gauges of four kinds. Every sample that was
 * acknowledged must be there. Debian's Prometheus gets the same requests afterwards, and the same time to settle.
 *
 * BENCH_SAMPLES says another number of samples, for trying things out.
 */
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { compress } from 'snappyjs'
import { request } from 'undici'
import { rollUp } from '#features/telemetry/actions/roll-up.ts'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { startPrometheus } from '#test/support/debian-prometheus.ts'
import { testLogger } from '#test/support/quiet.ts'
import { makeIngestKey } from './support/ingest-key.ts'
import { cpuSecondsOf, processTree } from './support/process-tree.ts'
import { dataFolder, start } from './support/program.ts'
import { report, say } from './support/report.ts'
import { seriesBytes, writeRequest } from './support/write-request.ts'
import { randomFrom } from '#kit/random.ts'

const SHAPES = [2_000, 20_000]
const REQUEST_SAMPLES = 2_000
const SAMPLES = Number(process.env['BENCH_SAMPLES'] ?? 2_000_000)
const EVERY_MS = 15 * SECOND_MS
const CONNECTIONS = 2
/** Segments are handed on each second. */
const KEPT_MS = 3 * SECOND_MS
const SETTLE_MS = 15 * SECOND_MS
/** Where there is no Prometheus to compare with: the better end of what 2.42 was measured at with such requests. */
const CPU_SECONDS_MAX = 3.8
const BYTES_MAX = 2.4

for (const series of SHAPES) await measure(series)

async function measure(series: number): Promise<void> {
  const folder = dataFolder()
  const running = await start(folder.path)
  try {
    const key = await makeIngestKey(running)
    const pid = running.child.pid ?? 0
    const bodies = makeBodies(series)
    const packed = bodies.flat().reduce((sum, body) => sum + body.length, 0)
    say(`${bodies.flat().length} requests of ${REQUEST_SAMPLES} samples, ${Math.round(packed / SAMPLES)} bytes a sample packed`)
    const before = cpuSecondsOf(processTree(pid))
    const startedMs = performance.now()
    const url = `${running.url}/prometheus/api/v1/write`
    await sendAll(url, bodies, `Bearer ${key}`)
    say(`${Math.round(SAMPLES / ((performance.now() - startedMs) / 1_000))} samples/s; load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
    const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder.path) }, { database: 'pitcrew', logger: testLogger })
    await pause(KEPT_MS)
    await rollUp({ clickhouse, clock: systemClock }, new Set())
    await pause(SETTLE_MS)
    const perMillion = ((cpuSecondsOf(processTree(pid)) - before) / SAMPLES) * 1e6
    const { samples, bytes } = await kept(clickhouse)
    await clickhouse.close()
    if (samples !== SAMPLES) throw new Error(`${SAMPLES} samples were acknowledged and ${samples} are there`)
    const peer = await measurePrometheus(series)
    const figure = `remote write, ${series} series, ${SAMPLES} samples`
    report({
      figure: `${figure}, processor time of all processes`,
      value: perMillion,
      unit: 's a million',
      budget: peer,
      budgetIs: 'maximum',
    })
    report({
      figure: `${figure}, on the disk with roll-ups`,
      value: bytes / samples,
      unit: 'bytes a sample',
      budget: BYTES_MAX,
      budgetIs: 'maximum',
    })
  } finally {
    await running.stop()
    folder.remove()
  }
}

/** Processor seconds that Prometheus spends on a million of the same samples. */
async function measurePrometheus(series: number): Promise<number> {
  const peer = await startPrometheus()
  if ('missing' in peer) {
    say(`not compared: ${peer.missing}`)
    return CPU_SECONDS_MAX
  }
  try {
    const bodies = makeBodies(series)
    const before = cpuSecondsOf(processTree(peer.pid))
    await sendAll(peer.writeUrl, bodies, 'none')
    await pause(KEPT_MS + SETTLE_MS)
    return ((cpuSecondsOf(processTree(peer.pid)) - before) / SAMPLES) * 1e6
  } finally {
    await peer.stop()
  }
}

interface Sent {
  readonly labels: readonly Buffer[]
  readonly values: Float64Array
  readonly random: () => number
}

/** For each shard of series its requests, the earliest first. */
function makeBodies(series: number): Uint8Array[][] {
  const ticks = SAMPLES / series
  const end = Math.floor(systemClock.now() / EVERY_MS) * EVERY_MS
  const random = randomFrom(7)
  const sent = {
    labels: Array.from({ length: series }, (_, index) => labelsOf(index)),
    values: Float64Array.from({ length: series }, () => Math.floor(random() * 1e6)),
    random,
  }
  const firsts = Array.from({ length: series / REQUEST_SAMPLES }, (_, index) => index * REQUEST_SAMPLES)
  const times = Array.from({ length: ticks }, (_, tick) => end - (ticks - 1 - tick) * EVERY_MS)
  return firsts.map((first) => times.map((at) => compress(requestAt(sent, first, at))))
}

function labelsOf(index: number): Buffer {
  const metric = `shop_${index % 2 === 0 ? 'requests_total' : 'queue_length'}_${index % 40}`
  const labels = {
    instance: `shop-${index % 10}:8080`,
    job: 'shop',
    region: 'eu-west',
    route: `/api/orders/${index % 25}`,
    zone: `${index}`,
  }
  return seriesBytes(metric, labels)
}

/** One sample of each of the request's series, each a moment further. */
function requestAt({ labels, values, random }: Sent, first: number, at: number): Buffer {
  const sent = labels.slice(first, first + REQUEST_SAMPLES).map((label, offset) => {
    const index = first + offset
    const value = stepped(index, values[index] as number, random)
    values[index] = value
    return { labels: label, value }
  })
  return writeRequest(sent, at)
}

/** Counters grow unevenly; gauges wander, are noisy, stand still, or are multiples of a page. */
function stepped(index: number, value: number, random: () => number): number {
  if (index % 2 === 0) return value + Math.floor(random() * 40)
  if (index % 8 === 1) return Math.round((value + random() - 0.5) * 100) / 100
  if (index % 8 === 3) return random()
  return index % 8 === 5 ? value : Math.floor(value / 4_096 + (random() - 0.5) * 20) * 4_096
}

/** Requests of one shard of series follow each other on one connection, as Prometheus sends them. */
async function sendAll(url: string, shards: readonly Uint8Array[][], authorization: string): Promise<void> {
  const headers = { authorization, 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
  const sendShards = async (own: readonly Uint8Array[][]) => {
    for (let tick = 0; tick < (own[0]?.length ?? 0); tick++) {
      for (const bodies of own) {
        const answer = await request(url, { method: 'POST', headers, body: bodies[tick] ?? null })
        const words = await answer.body.text()
        if (answer.statusCode !== 204) throw new Error(`a request was refused with ${answer.statusCode}: ${words}`)
      }
    }
  }
  const connections = Array.from({ length: CONNECTIONS }, (_, index) => shards.filter((__, shard) => shard % CONNECTIONS === index))
  await Promise.all(connections.map(sendShards))
}

async function kept(clickhouse: OpenedClickHouse): Promise<{ samples: number; bytes: number }> {
  const sql = `select (select toFloat64(count()) from sample final where startsWith(metric, 'shop_')) as samples,
    (
      select toFloat64(sum(bytes_on_disk)) from system.parts
      where active and database = 'pitcrew' and table in ('sample', 'series', 'rollup', 'rollup_hour')
    ) as bytes`
  const [row] = await clickhouse.query<{ samples: number; bytes: number }>({ name: 'bench.kept', sql })
  return row ?? { samples: 0, bytes: 0 }
}
