/** Prometheus sends to a running program: a real one, and a stubborn one whose server is killed again and again. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPackedRequest } from '#features/telemetry/testing.ts'
import { SECOND_MS } from '#kit/time.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn } from '#test/support/visitor.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const KILLS = 3
/** A server that was killed starts meanwhile. */
const WITHIN = { withinMs: 180_000 }
const prometheus = findDebianProgram('prometheus')

const dataFolder = path.join(scratchFolder(), 'data')
let server: RunningServer
let clickhouse: OpenedClickHouse | undefined
let secret = ''

beforeAll(async () => {
  prepareProgram()
  server = await startServer({ PITCREW_DATA: dataFolder })
  await setUp(server)
  const owner = await signIn(server)
  const application = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
  const { items } = await owner.ask('GET', `/environments?applicationId=${application.id}`)
  const body = { applicationId: application.id, name: 'Production', kind: 'production' }
  const environmentId = items[0]?.id ?? (await owner.ask('POST', '/environments', { body })).id
  secret = (await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'Prometheus' } })).secret
})
afterAll(async () => {
  await clickhouse?.close()
  await server?.stop()
})

/** Distinct samples of metrics with this beginning. Opened anew when the store's process is another. */
async function countOf(beginning: string): Promise<number> {
  await clickhouse?.close()
  clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
  const sql = 'select toUInt32(count()) as n from sample final where startsWith(metric, {beginning:String})'
  return (await clickhouse.query<{ n: number }>({ name: 'test.count', sql, params: { beginning } }))[0]?.n ?? 0
}

/** As Prometheus does: sends until it is acknowledged. */
async function sendStubbornly(content: Buffer<ArrayBuffer>): Promise<void> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
  await until(async () => {
    const answer = await fetch(`${server.url}/prometheus/api/v1/write`, { method: 'POST', headers, body: content })
    return answer.status === 204
  }, WITHIN)
}

test(`a server that is killed ${KILLS} times under load keeps every sample that was acknowledged, once`, { timeout: 900_000 }, async () => {
  const now = systemClock.now()
  let sent = 0
  const over = new AbortController()
  const sender = async (number: number) => {
    for (let round = 0; !over.signal.aborted; round++) {
      const at = now - round * SECOND_MS
      const series = Array.from({ length: 200 }, (_, index) => ({
        labels: { __name__: `killed_${index % 20}`, sender: `${number}`, series: `${index}` },
        samples: [[round, at]] as const,
      }))
      await sendStubbornly(aPackedRequest(series))
      sent += series.length
    }
  }
  const senders = [0, 1, 2, 3].map(sender)
  for (let kill = 0; kill < KILLS; kill++) {
    const before = sent
    await until(() => sent > before + 4_000, WITHIN)
    await server.kill()
    server = await startServer({ PITCREW_DATA: dataFolder, PORT: new URL(server.url).port })
  }
  over.abort()
  await Promise.all(senders)
  await until(async () => (await countOf('killed_')) >= sent, WITHIN)
  expect(await countOf('killed_')).toBe(sent)
})

/** Debian's Prometheus, which scrapes itself each second and sends what it measures, while `then` runs. */
async function withPrometheus(
  { key, labels = {} }: { readonly key: string; readonly labels?: Readonly<Record<string, string>> },
  then: (port: number) => Promise<void>,
): Promise<void> {
  const folder = scratchFolder()
  const port = await freePort()
  const configuration = `
global: { scrape_interval: 1s, external_labels: ${JSON.stringify(labels)} }
scrape_configs: [{ job_name: self, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }]
remote_write: [{ url: '${server.url}/prometheus/api/v1/write', basic_auth: { username: any, password: '${key}' } }]
`
  writeFileSync(path.join(folder, 'prometheus.yml'), configuration)
  const args = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`]
  const child = spawn(prometheus.path ?? '', args, { stdio: 'ignore' })
  try {
    await then(port)
  } finally {
    child.kill('SIGKILL')
  }
}

const nothingFailed = async (port: number) => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(await answer.text()).toMatch(/prometheus_remote_storage_samples_failed_total\{[^}]*\} 0\n/)
}

describe.skipIf(prometheus.path === undefined)(`Debian's Prometheus${prometheus.missing ? ` (${prometheus.missing})` : ''}`, () => {
  test('sends what it measures of itself, and it arrives', async () => {
    await withPrometheus({ key: secret }, async (port) => {
      await until(async () => (await countOf('prometheus_')) > 1_000, WITHIN)
      await nothingFailed(port)
    })
  })

  test('sends with a key of an application, and what it calls itself decides between two environments', async () => {
    const owner = await signIn(server)
    const { id: applicationId } = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Mapped shop' } })
    const make = async (name: string): Promise<string> =>
      (await owner.ask('POST', '/environments', { body: { applicationId, name, kind: 'qa' } })).id
    const [blue, green] = [await make('Blue'), await make('Green')]
    const of = (value: string, environmentId: string) => ({ matchers: [{ label: 'cluster', match: 'is', value }], environmentId })
    const body = { rules: [of('blue', blue), of('green', green)] }
    await owner.ask('PUT', `/applications/${applicationId}/mapping`, { body, headers: { 'if-match': '"0"' } })
    const { secret: key } = await owner.ask('POST', '/ingest-keys', { body: { applicationId, name: 'Both' } })
    const seriesOf = async (environmentId: string): Promise<number> => {
      const { environments } = await owner.ask('GET', `/applications/${applicationId}/intake`)
      return environments.find((one: { readonly environmentId: string }) => one.environmentId === environmentId).series
    }
    await withPrometheus({ key, labels: { cluster: 'green' } }, async (port) => {
      await until(async () => (await seriesOf(green)) > 100, WITHIN)
      await nothingFailed(port)
    })
    expect(await seriesOf(blue)).toBe(0)
    expect((await owner.ask('GET', `/applications/${applicationId}/mapping`)).unassigned).toEqual([])
  })
})
