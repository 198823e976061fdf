/** A running program scrapes what people have: Debian's node exporter, and itself. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const WITHIN = { withinMs: 60_000 }
const exporter = findDebianProgram('prometheus-node-exporter')

const dataFolder = path.join(scratchFolder(), 'data')
let server: RunningServer
let clickhouse: OpenedClickHouse
let owner: Visitor
let environmentId = ''

beforeAll(async () => {
  prepareProgram()
  server = await startServer({ PITCREW_DATA: dataFolder })
  await setUp(server)
  owner = await signIn(server)
  const application = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
  const body = { applicationId: application.id, name: 'Measured', kind: 'qa' }
  environmentId = (await owner.ask('POST', '/environments', { body })).id
  clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
})
afterAll(async () => {
  await clickhouse?.close()
  await server?.stop()
})

async function scrape(name: string, url: string): Promise<void> {
  const made = await owner.ask('POST', '/scrape-targets', { body: { environmentId, name, url, intervalSeconds: 5 } })
  const headers = { 'if-match': `"${made.version}"` }
  await owner.ask('PUT', `/scrape-targets/${made.id}/approval`, { body: { privateAllowed: true }, headers })
}

/** Metrics of a job, each with its latest value and where it was measured. */
async function metricsOf(job: string): Promise<ReadonlyMap<string, { value: number; instance: string }>> {
  const sql = `
    select s.metric as metric, argMax(s.v, s.t) as value, any(d.labels['instance']) as instance
    from sample as s final inner join series as d on d.env = s.env and d.id = s.series
    where d.labels['job'] = {job:String} group by metric`
  const rows = await clickhouse.query<{ metric: string; value: number; instance: string }>({ name: 'test.metrics', sql, params: { job } })
  return new Map(rows.map(({ metric, ...row }) => [metric, row]))
}

/** Those of one look once a scrape has brought this metric. */
const scraped = (job: string, metric: string) =>
  until(async () => {
    const metrics = await metricsOf(job)
    return metrics.has(metric) && metrics.get('up')?.value === 1 && metrics
  }, WITHIN)

async function refusals(): Promise<readonly unknown[]> {
  const sql = `select outcome, sum(samples) as n from intake where protocol = 'scrape' and outcome != 'kept' group by outcome`
  return clickhouse.query({ name: 'test.refusals', sql, params: {} })
}

test('Pitcrew’s own figures are scraped like those of any other program', async () => {
  await scrape('pitcrew', `${server.url}/metrics`)
  const metrics = await scraped('pitcrew', 'pitcrew_http_request_seconds_bucket')
  expect(metrics.get('up')).toEqual({ value: 1, instance: new URL(server.url).host })
  expect(metrics.get('scrape_duration_seconds')?.value).toBeGreaterThan(0)
  expect(await refusals()).toEqual([])
})

describe.skipIf(exporter.path === undefined)(`Debian's node exporter${exporter.missing ? ` (${exporter.missing})` : ''}`, () => {
  let child: ChildProcess
  let place = ''
  beforeAll(async () => {
    place = `127.0.0.1:${await freePort()}`
    child = spawn(exporter.path ?? '', [`--web.listen-address=${place}`], { stdio: 'ignore' })
    await until(async () => (await fetch(`http://${place}/metrics`).catch(() => undefined))?.ok === true, WITHIN)
  })
  afterAll(() => child?.kill('SIGKILL'))

  test('is scraped whole, and its load, memory and disks are there', async () => {
    await scrape('node', `http://${place}/metrics`)
    const metrics = await scraped('node', 'node_load1')
    expect(metrics.get('scrape_samples_scraped')?.value).toBeGreaterThan(300)
    const expected = ['node_memory_MemAvailable_bytes', 'node_filesystem_avail_bytes', 'node_cpu_seconds_total']
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(expected))
    expect(await refusals()).toEqual([])
  })

  test('that goes away is down, and what it measured ends', async () => {
    child.kill('SIGKILL')
    const ended = `select count() as n from sample final where metric = 'node_load1' and reinterpretAsUInt64(v) = 0x7ff0000000000002`
    await until(async () => Number((await clickhouse.query<{ n: number }>({ name: 'test.ended', sql: ended }))[0]?.n) > 0, WITHIN)
    await until(async () => (await metricsOf('node')).get('up')?.value === 0, WITHIN)
  })
})
