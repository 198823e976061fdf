import { afterEach, expect, test } from 'vitest'
import { until } from '#test/support/until.ts'
import { startTestHttp, type TestHttpOptions } from './testing.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})
async function start(options: TestHttpOptions) {
  const http = await startTestHttp({}, options)
  ends.push(http.close)
  return http
}

test('a node without trouble is live and ready', async () => {
  const http = await start({ checks: [{ name: 'postgres', check: () => Promise.resolve(undefined) }] })
  expect((await http.call('/health/live')).json).toEqual({ live: true })
  const ready = await http.call('/health/ready')
  expect([ready.status, ready.json]).toEqual([200, { ready: true, checks: [{ name: 'postgres', ok: true }] }])
})

test('readiness names the checks that fail, that throw and that do not answer, and when to ask again', async () => {
  const http = await start({
    checks: [
      { name: 'postgres', check: () => Promise.resolve('PostgreSQL is being restarted.') },
      { name: 'files', check: () => Promise.reject(new Error('secret path')) },
      { name: 'clickhouse', check: () => new Promise(() => undefined) },
    ],
  })
  const { status, headers, json, text } = await http.call('/health/ready')
  expect([status, headers.get('retry-after')]).toEqual([503, '2'])
  expect(json.checks.map(({ name, ok, detail }: { name: string; ok: boolean; detail: string }) => `${name} ${ok} ${detail}`)).toEqual([
    'postgres false PostgreSQL is being restarted.',
    'files false the check itself failed; the log says why',
    'clickhouse false no answer within 1500 ms',
  ])
  expect(text).not.toContain('secret')
})

test('figures are for callers on this machine, but not for what a proxy on this machine passes on', async () => {
  const http = await start({})
  const { status, text } = await http.call('/metrics')
  expect(status).toBe(200)
  expect(text).toContain('process_resident_memory_bytes')
  expect((await http.call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(401)
})

test('with a token, figures may be read from anywhere with that token only', async () => {
  const http = await start({ env: { METRICS_TOKEN: 'a-token-of-some-length', TRUST_PROXY: '1' } })
  const from = (headers: Record<string, string>) => http.call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.5', ...headers } })
  expect((await from({})).status).toBe(401)
  expect((await from({ authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await from({ authorization: 'Bearer a-token-of-some-length' })).status).toBe(200)
})

test('while a store is being restarted the API answers 503 with the time to wait, and liveness still holds', async () => {
  const http = await start({ unavailable: () => 'PostgreSQL is being restarted.' })
  const { status, headers, json } = await http.call('/api/pitcrew/v1/stream')
  expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'common.store_unavailable', '2'])
  expect((await http.call('/health/live')).status).toBe(200)
})

test('before the start has come to its end only what needs no store is answered', async () => {
  let isUp = false
  const read = async () => ({
    status: 200,
    mediaType: 'text/plain',
    body: 'kept',
    etag: '"1"',
    cacheControl: 'no-store',
    policy: "default-src 'none'",
    isForAnySite: false,
  })
  const publications = [{ id: 'test.kept', path: '/kept', perMinute: 60, read } as const]
  const http = await start({ isUp: () => isUp, modules: [{ name: 'test', publications }] })
  expect(await http.call('/kept')).toMatchObject({ status: 200, text: 'kept' })
  expect((await http.call('/health/live')).status).toBe(200)
  const { status, headers, json } = await http.call('/api/pitcrew/v1/stream')
  expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'common.store_unavailable', '2'])
  isUp = true
  expect((await http.call('/api/pitcrew/v1/stream')).status).toBe(401)
})

test('the address of a caller is the one that the nearest trusted proxy saw, whatever the caller wrote before', async () => {
  const http = await start({ env: { TRUST_PROXY: '1' } })
  await http.call('/api/nowhere', { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.5' } })
  await until(() => http.lines.some((line) => line.includes('"address":"203.0.113.5"')))
  const bare = await start({})
  await bare.call('/api/nowhere', { headers: { 'x-forwarded-for': '203.0.113.5' } })
  await until(() => bare.lines.some((line) => line.includes('"address":"127.0.0.1"')))
})
