/**
 * Promise: over 24 hours of 20,000 series a percentile by route, a rate by instance and a ratio of errors take at most half the time
 * that Prometheus needs for them in the same run, and one series comes within 50 ms.
 *
 * The built program and Debian's Prometheus hold the same samples, one a minute of each series. Each question is asked over HTTP as
 * Grafana asks it; first of all the answers are compared, and they must be the same within a billionth.
 *
 * BENCH_EVERY_SECONDS says another distance between samples.
 */
import { rollUp } from '#features/telemetry/actions/roll-up.ts'
import { toUuid } from '#kit/ids.ts'
import { DAY_MS, SECOND_MS } from '#kit/time.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { startPrometheus } from '#test/support/debian-prometheus.ts'
import { testLogger } from '#test/support/quiet.ts'
import type { World } from '#test/support/world.ts'
import { keepDay, sendDay, type Day } from './support/catch-up.ts'
import { setUpWorld } from './support/ingest-key.ts'
import { cpuSecondsOf, processTree } from './support/process-tree.ts'
import { dataFolder, start, type Running } from './support/program.ts'
import { median, report, say } from './support/report.ts'
import { shopRun } from './support/shop-series.ts'

const HOSTS = 50
const EVERY_SECONDS = Number(process.env['BENCH_EVERY_SECONDS'] ?? 60)
const RUNS = 7
/** Of Prometheus's time. */
const SHARE_MAX = 0.5
const ONE_SERIES_MS_MAX = 50

interface Question {
  readonly name: string
  readonly query: string
  readonly stepSeconds: number
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'p95 by route',
    query: 'histogram_quantile(0.95, sum by (le, route) (rate(app_http_request_duration_seconds_bucket[5m])))',
    stepSeconds: 300,
  },
  { name: 'rate by instance', query: 'sum by (instance) (rate(app_http_requests_total[5m]))', stepSeconds: 300 },
  {
    name: 'error ratio',
    query: 'sum(rate(app_http_requests_total{status="5xx"}[5m])) / sum(rate(app_http_requests_total[5m]))',
    stepSeconds: 300,
  },
]
const ONE_SERIES: Question = { name: 'one series', query: 'host_load1{instance="shop-0001:8080"}', stepSeconds: 60 }

interface Side {
  readonly pid: number
  ask(question: Question): Promise<string>
}

interface Told {
  readonly coldMs: number
  readonly warmMs: number
  readonly cpuMs: number
}

const ms = (value: number) => `${Math.round(value)} ms`
const endMs = Math.floor(systemClock.now() / (300 * SECOND_MS)) * 300 * SECOND_MS
const dayOf = (): Day => ({
  run: shopRun(HOSTS, EVERY_SECONDS),
  endMs,
  everyMs: EVERY_SECONDS * SECOND_MS,
  ticks: DAY_MS / (EVERY_SECONDS * SECOND_MS),
})

const folder = dataFolder()
const running = await start(folder.path)
const peer = await startPrometheus()
try {
  const ours = await fill(running)
  const theirs = 'missing' in peer ? undefined : { pid: peer.pid, ask: (question: Question) => read(`${peer.url}/api/v1`, question) }
  if ('missing' in peer) say(`not compared: ${peer.missing}`)
  else await sendDay(peer.writeUrl, dayOf())
  say('both hold the same day')
  for (const question of QUESTIONS) await compare(question, ours, theirs)
  const { coldMs, warmMs, cpuMs } = await measure(ONE_SERIES, ours)
  say(`${ONE_SERIES.name}: first ${ms(coldMs)}, then ${ms(warmMs)}, processors ${ms(cpuMs)}`)
  report({
    figure: `PromQL over 24 h of 20,000 series, one series, median of ${RUNS}`,
    value: warmMs,
    unit: 'ms',
    budget: ONE_SERIES_MS_MAX,
    budgetIs: 'maximum',
  })
} finally {
  await running.stop()
  if (!('missing' in peer)) await peer.stop()
  folder.remove()
}

async function fill(own: Running): Promise<Side> {
  const world = await setUpWorld(own)
  const { id } = await world.call('catalog.createEnvironment', {
    body: { applicationId: world.applicationA, name: 'Bench', kind: 'production' },
  })
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder.path) }, { database: 'pitcrew', logger: testLogger })
  await keepDay(clickhouse, uuidOf(id), dayOf())
  await rollUp({ clickhouse, clock: systemClock }, new Set())
  await clickhouse.close()
  return { pid: own.child.pid ?? 0, ask: (question) => readAs(world, question) }
}

function uuidOf(id: string): string {
  const uuid = toUuid('environment', id)
  if (uuid === undefined) throw new Error(`${id} is no environment`)
  return uuid
}

function parametersOf({ query, stepSeconds }: Question): URLSearchParams {
  const [start, end] = [(endMs - DAY_MS) / SECOND_MS, endMs / SECOND_MS]
  return new URLSearchParams({ query, start: String(start), end: String(end), step: String(stepSeconds) })
}

async function readAs(world: World, question: Question): Promise<string> {
  const path = `/prometheus/api/v1/query_range?${parametersOf(question)}`
  const { status, text } = await world.send({ as: 'owner', method: 'GET', path })
  if (status !== 200) throw new Error(`${question.name} was refused with ${status}: ${text}`)
  return text
}

async function read(url: string, question: Question): Promise<string> {
  const answer = await fetch(`${url}/query_range?${parametersOf(question)}`)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`Prometheus refused ${question.name} with ${answer.status}: ${text}`)
  return text
}

async function compare(question: Question, ours: Side, theirs: Side | undefined): Promise<void> {
  const own = await measure(question, ours)
  say(`${question.name}: first ${ms(own.coldMs)}, then ${ms(own.warmMs)}, processors ${ms(own.cpuMs)}`)
  if (!theirs) return
  mustBeSame(question, await ours.ask(question), await theirs.ask(question))
  const other = await measure(question, theirs)
  say(`  Prometheus: first ${ms(other.coldMs)}, then ${ms(other.warmMs)}, processors ${ms(other.cpuMs)}`)
  report({
    figure: `PromQL over 24 h of 20,000 series, ${question.name}, share of Prometheus's time, median of ${RUNS}`,
    value: own.warmMs / other.warmMs,
    unit: 'of its time',
    budget: SHARE_MAX,
    budgetIs: 'maximum',
  })
}

async function measure(question: Question, { pid, ask }: Side): Promise<Told> {
  const timed = async () => {
    const startedMs = performance.now()
    await ask(question)
    return performance.now() - startedMs
  }
  const coldMs = await timed()
  const before = cpuSecondsOf(processTree(pid))
  const warm: number[] = []
  for (let run = 0; run < RUNS; run++) warm.push(await timed())
  const cpuMs = ((cpuSecondsOf(processTree(pid)) - before) * 1_000) / RUNS
  return { coldMs, warmMs: median(warm), cpuMs }
}

type Point = readonly [number, string]
interface Answer {
  readonly data: { readonly result: readonly { readonly metric: Record<string, string>; readonly values: readonly Point[] }[] }
}

/** Throws unless both name the same series and no value is more than a billionth away. */
function mustBeSame({ name }: Question, own: string, other: string): void {
  const rowsOf = (text: string) =>
    new Map(
      (JSON.parse(text) as Answer).data.result.map(({ metric, values }) => [
        JSON.stringify(Object.entries(metric).toSorted(([a], [b]) => (a < b ? -1 : 1))),
        values,
      ]),
    )
  const [left, right] = [rowsOf(own), rowsOf(other)]
  if (left.size !== right.size) throw new Error(`${name}: ${left.size} series instead of ${right.size}`)
  for (const [key, values] of right) {
    const mine = left.get(key)
    const differs = values.findIndex(([at, value], index) => mine?.[index]?.[0] !== at || !isNear(Number(mine[index]?.[1]), Number(value)))
    if (differs >= 0 || mine?.length !== values.length)
      throw new Error(
        `${name}: ${key} differs at ${differs}: ${JSON.stringify(mine?.[differs])} instead of ${JSON.stringify(values[differs])}`,
      )
  }
}

const isNear = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
