/** Debian's promtool, and calls as Grafana's data source makes them, read from a running program as from a Prometheus. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type Server } from '#app/server.ts'
import { aPackedRequest } from '#features/telemetry/testing.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig, tellFaults } from '#platform/config/read.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn } from '#test/support/visitor.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const promtool = findDebianProgram('prometheus', { program: 'usr/bin/promtool' })
const run = promisify(execFile)
const END = Math.floor(systemClock.now() / MINUTE_MS) * MINUTE_MS
const AT = String(END / SECOND_MS)

let server: Server
/** With an API key as the password. */
let address = ''
/** That key. */
let secretOfKey = ''

beforeAll(async () => {
  const read = readConfig({ PORT: '0', PITCREW_DATA: scratchFolder() }, process.cwd())
  if (!read.ok) throw new Error(tellFaults(read.faults))
  server = await startServer({ config: read.config, logger: testLogger })
  await setUp(server)
  const owner = await signIn(server)
  const application = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
  const { items } = await owner.ask('GET', `/environments?applicationId=${application.id}`)
  const production = { applicationId: application.id, name: 'Production', kind: 'production' }
  const environmentId = items[0]?.id ?? (await owner.ask('POST', '/environments', { body: production })).id
  const { secret } = await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'Prometheus' } })
  const key = await owner.ask('POST', '/api-keys', { body: { name: 'promtool', scopes: ['promql.series.read'] } })
  secretOfKey = key.secret
  address = `${server.url.replace('://', `://promtool:${key.secret}@`)}/prometheus`
  const samples = Array.from({ length: 41 }, (_, index) => [index * 30, END - (40 - index) * 15 * SECOND_MS] as const)
  const series = ['1', '2'].map((shop) => ({ labels: { __name__: 'orders_total', shop }, samples }))
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
  const written = await fetch(`${server.url}/prometheus/api/v1/write`, { method: 'POST', headers, body: aPackedRequest(series) })
  expect(written.status).toBe(204)
  await until(async () => (await posted('query', { query: 'orders_total', time: AT })).data.result.length === 2)
})
afterAll(() => server?.stop())

// oxlint-disable-next-line typescript/no-explicit-any -- answers of any kind
async function read(path: string, init: RequestInit = {}): Promise<any> {
  const headers = { ...init.headers, authorization: `Basic ${Buffer.from(`grafana:${secretOfKey}`).toString('base64')}` }
  return (await fetch(`${server.url}/prometheus/api/v1/${path}`, { ...init, headers })).json()
}

/** As Grafana asks unless it is told otherwise: a form. */
const posted = (path: string, parameters: Readonly<Record<string, string>>) =>
  read(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(parameters).toString(),
  })

/** What it prints, and what it complains of. */
async function ask(...args: readonly string[]): Promise<string> {
  return run(promtool.path ?? '', ['query', ...args]).then(
    ({ stdout }) => stdout,
    ({ stderr }: { stderr: string }) => stderr,
  )
}

describe('Grafana’s data source', () => {
  const span = { start: String(END / SECOND_MS - 600), end: AT }
  const inSpan = new URLSearchParams(span).toString()

  test('finds a Prometheus that is well, and which one', async () => {
    expect(await posted('query', { query: '1+1', time: '1605108551.275' })).toEqual({
      status: 'success',
      data: { resultType: 'scalar', result: [1_605_108_551.275, '2'] },
    })
    expect(await read('status/buildinfo')).toEqual({ status: 'success', data: expect.objectContaining({ version: '2.42.0' }) })
  })

  test('draws a panel', async () => {
    const query = 'sum by (shop) (rate(orders_total[5m]))'
    const { data } = await posted('query_range', { query, start: String(END / SECOND_MS - 60), end: AT, step: '30', timeout: '60s' })
    const values = [-60, -30, 0].map((seconds) => [END / SECOND_MS + seconds, '2'])
    expect(data).toEqual({
      resultType: 'matrix',
      result: [
        { metric: { shop: '1' }, values },
        { metric: { shop: '2' }, values },
      ],
    })
  })

  test('fills its pickers of metrics, labels and values', async () => {
    const match = encodeURIComponent('{__name__="orders_total"}')
    const data = async (path: string) => (await read(path)).data
    expect(await data(`label/__name__/values?${inSpan}`)).toContain('orders_total')
    expect(await data(`label/shop/values?${inSpan}&match[]=${match}`)).toEqual(['1', '2'])
    expect(await data(`labels?${inSpan}&match[]=${match}`)).toEqual(['__name__', 'shop'])
    expect((await posted('labels', { ...span, 'match[]': 'orders_total' })).data).toEqual(['__name__', 'shop'])
    expect((await posted('series', { ...span, 'match[]': 'orders_total' })).data).toEqual([
      { __name__: 'orders_total', shop: '1' },
      { __name__: 'orders_total', shop: '2' },
    ])
    expect((await data('metadata?limit=20000')).orders_total).toEqual([{ type: 'counter', help: '', unit: '' }])
  })

  test('is told that there are no rules, alerts and exemplars', async () => {
    expect(await read('rules')).toEqual({ status: 'success', data: { groups: [] } })
    expect(await read('alerts')).toEqual({ status: 'success', data: { alerts: [] } })
    expect(await posted('query_exemplars', { query: 'orders_total', ...span })).toEqual({ status: 'success', data: [] })
    expect(await read(`query_exemplars?query=orders_total&${inSpan}`)).toEqual({ status: 'success', data: [] })
  })

  test('shows what is wrong with an expression', async () => {
    expect(await posted('query_range', { query: 'rate(orders_total)', ...span, step: '30' })).toMatchObject({
      status: 'error',
      errorType: 'bad_data',
      error: expect.stringContaining('1:6: parse error'),
    })
  })
})

describe.skipIf(promtool.path === undefined)(`Debian's promtool${promtool.missing ? ` (${promtool.missing})` : ''}`, () => {
  test('evaluates expressions at one moment and over a range', async () => {
    // In no order, as Prometheus itself answers.
    const shops = await ask('instant', `--time=${AT}`, address, 'sum by (shop) (rate(orders_total[5m]))')
    expect(
      shops
        .trim()
        .split('\n')
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual([`{shop="1"} => 2 @[${AT}]`, `{shop="2"} => 2 @[${AT}]`])
    const start = `--start=${END / SECOND_MS - 60}`
    const told = await ask('range', start, `--end=${AT}`, '--step=30s', address, 'sum(orders_total)')
    expect(told.trim().split('\n').slice(1)).toEqual(
      [2_160, 2_280, 2_400].map((value, index) => `${value} @[${END / SECOND_MS - 60 + index * 30}]`),
    )
  })

  test('lists series and values of labels', async () => {
    const span = [`--start=${END / SECOND_MS - 600}`, `--end=${AT}`]
    expect(await ask('series', ...span, '--match=orders_total', address)).toBe(
      '{__name__="orders_total", shop="1"}\n{__name__="orders_total", shop="2"}\n',
    )
    expect(await ask('labels', ...span, address, 'shop')).toBe('1\n2\n')
  })

  test('is told what is wrong with an expression, and nothing without a key', async () => {
    expect(await ask('instant', address, 'rate(orders_total)')).toContain('bad_data: 1:6: parse error: expected type range vector')
    expect(await ask('instant', `${server.url}/prometheus`, 'up')).toContain('401')
  })
})
