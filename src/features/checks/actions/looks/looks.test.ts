/** Looks at real servers, well and badly behaved; each failure has its own named reason. */
import { afterEach, describe, expect, test } from 'vitest'
import { SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { openEgress } from '#platform/egress/open.ts'
import type { Lookup } from '#platform/egress/connector.ts'
import type { Platform } from '#platform/platform.ts'
import { testLogger, testMetrics } from '#test/support/quiet.ts'
import type { Look } from '../../domain/look.ts'
import type { HttpSettings, Settings } from '../../domain/settings.ts'
import { httpSettings } from '../../testing.ts'
import { aCertificate, Servers } from '../../testing-servers.ts'
import { Controls } from './controls.ts'
import { look } from './look.ts'
import { Stalls } from './stalls.ts'

const servers = new Servers()
afterEach(() => servers.close())

const names: Lookup = async (host) => {
  if (host === 'shop.test' || host === 'other.test') return [{ address: '127.0.0.1', family: 4 }]
  if (host === 'inside.test') return [{ address: '10.0.0.1', family: 4 }]
  throw Object.assign(new Error('no such name'), { code: host === 'broken.test' ? 'EAI_AGAIN' : 'ENOTFOUND' })
}
const egress = openEgress({ config: { egressAllow: [] }, logger: testLogger, metrics: testMetrics(), lookup: names })
const platform = { egress, clock: systemClock, logger: testLogger } as unknown as Platform

/** Something outside answered just now, so that what fails here is not our own network. */
function wellControls(): Controls {
  const controls = new Controls(new Stalls(100_000))
  controls.noteAnswer()
  return controls
}

function looking(settings: Settings, of: { timeLimitMs?: number; secret?: string; isPrivateAllowed?: boolean } = {}): Promise<Look> {
  const { timeLimitMs = 20 * SECOND_MS, secret = null, isPrivateAllowed = true } = of
  return look({ platform, controls: wellControls() }, { checkId: undefined, settings, secret: () => secret, timeLimitMs, isPrivateAllowed })
}
const asking = (port: number, of: Partial<HttpSettings> = {}, more: Parameters<typeof looking>[1] = {}) =>
  looking(httpSettings({ url: `http://127.0.0.1:${port}/health`, ...of }), more)

describe('over HTTP', () => {
  test('an answer is up, with the time that each step took', async () => {
    const port = await servers.http((request, response) =>
      response.end(`${request.method} ${request.url} ${request.headers.authorization}`),
    )
    const found = await asking(port, { expectText: 'GET /health Bearer t' }, { secret: 'Bearer t' })
    expect(found).toMatchObject({ reason: 'answered', detail: '200', redirects: [], certificateDays: null })
    const { dns, connect, tls, wait, receive } = found.split
    expect([dns, connect, wait, receive].every((each) => each !== null && each >= 0 && each < 2_000)).toBe(true)
    expect(tls).toBeNull()
    expect(found.ms).toBeGreaterThan(0)
  })

  test('a status, a text and an answer that is too slow are named', async () => {
    const port = await servers.http((request, response) => response.writeHead(request.url === '/slow' ? 200 : 503).end('broken'))
    expect(await asking(port)).toMatchObject({ reason: 'status_unexpected', detail: '503' })
    expect(await asking(port, { statusTo: 599, expectText: 'fine' })).toMatchObject({ reason: 'text_missing' })
    expect(await asking(port, { url: `http://127.0.0.1:${port}/slow`, slowerThanMs: 0 })).toMatchObject({ reason: 'too_slow' })
  })

  test('redirects are followed and told, without their queries, and the secret stays where it was meant for', async () => {
    const seen: (string | undefined)[] = []
    const other = await servers.http((request, response) => {
      seen.push(request.headers.authorization)
      response.end('here')
    })
    const port = await servers.http((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${other}/there?token=1` }).end())
    const found = await asking(port, {}, { secret: 'Bearer t' })
    expect(found).toMatchObject({ reason: 'answered', redirects: [`http://127.0.0.1:${other}/there`] })
    expect(seen).toEqual([undefined])
    expect(await asking(port, { followRedirects: false })).toMatchObject({ reason: 'status_unexpected', detail: '302' })
  })

  test('a redirect without an end, and one into a private network, are refused', async () => {
    const port = await servers.http((request, response) =>
      response.writeHead(302, { location: request.url === '/inside' ? 'http://inside.test/' : '/health' }).end(),
    )
    expect(await asking(port)).toMatchObject({ reason: 'too_many_redirects' })
    expect(await asking(port, { url: `http://127.0.0.1:${port}/inside` })).toMatchObject({ reason: 'address_not_allowed' })
  })

  test('a body without an end is read up to its limit and no further', async () => {
    let sent = 0
    const port = await servers.http((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    expect(await asking(port)).toMatchObject({ reason: 'answered' })
    expect(await asking(port, { expectText: 'needle' })).toMatchObject({ reason: 'text_missing' })
    expect(sent).toBeLessThan(64 * 1024 * 1024)
  })

  test('who sends byte by byte, or nothing at all, is down at the limit', async () => {
    const port = await servers.tcp((socket) => {
      const drip = setInterval(() => socket.write('H'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect(['answer_timeout', 'answer_invalid']).toContain((await asking(port, {}, { timeLimitMs: 1_500 })).reason)
    const headers = await servers.tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => socket.write('a: b\r\n'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await asking(headers, {}, { timeLimitMs: 1_500 })).toMatchObject({ reason: 'answer_timeout' })
    const silent = await servers.tcp(() => undefined)
    const found = await asking(silent, {}, { timeLimitMs: 1_500 })
    expect(found).toMatchObject({ reason: 'answer_timeout' })
    // It would say nothing for ever.
    expect(found.ms).toBeLessThan(20_000)
  })

  test('who hangs up, speaks nonsense, or does not listen is told apart', async () => {
    expect(await asking(await servers.tcp((socket) => socket.destroy()))).toMatchObject({ reason: 'connection_lost' })
    expect(await asking(await servers.tcp((socket) => socket.end('nonsense\r\n\r\n')))).toMatchObject({ reason: 'answer_invalid' })
    const port = await servers.tcp(() => undefined)
    await servers.close()
    expect(await asking(port)).toMatchObject({ reason: 'connection_refused' })
  })

  test('a private network is not asked unless it was approved', async () => {
    const port = await servers.http((_, response) => response.end('inside'))
    expect(await asking(port, {}, { isPrivateAllowed: false })).toMatchObject({ reason: 'address_not_allowed' })
    expect(await looking(httpSettings({ url: 'http://169.254.169.254/' }))).toMatchObject({ reason: 'address_not_allowed' })
  })

  test('IPv6 is asked as IPv4 is', async () => {
    const port = await servers.http((_, response) => response.end('six'), '::1')
    expect(await looking(httpSettings({ url: `http://[::1]:${port}/`, expectText: 'six' }))).toMatchObject({ reason: 'answered' })
  })

  test('a name that does not exist is not the same as a name server that fails', async () => {
    expect(await looking(httpSettings({ url: 'http://nowhere.test/' }))).toMatchObject({
      reason: expect.stringMatching(/^(name_not_found|own_name_server_failed)$/),
    })
    expect(await looking(httpSettings({ url: 'http://broken.test/' }))).toMatchObject({
      reason: expect.stringMatching(/^(name_server_failed|own_name_server_failed)$/),
    })
  })
})

describe('over TLS', () => {
  const now = systemClock.now()
  const serve = async (of: { names?: readonly string[]; days?: number } = {}) => {
    const certificate = await aCertificate({ names: of.names ?? ['shop.test'], days: of.days ?? 90, now })
    const port = await servers.https(certificate, (request, response) => response.end(`hello ${request.headers.host}`))
    const http = (more: Partial<HttpSettings> = {}) =>
      looking(httpSettings({ url: `https://shop.test:${port}/`, authority: certificate.ca, ...more }))
    const tls = (more: { names?: readonly string[]; certificateDaysMin?: number; host?: string } = {}) =>
      looking({ kind: 'tls', host: 'shop.test', port, authority: certificate.ca, names: [], certificateDaysMin: 14, ...more })
    return { port, http, tls }
  }

  test('a good certificate is up, with its days and the time of the handshake', async () => {
    const { http, tls, port } = await serve()
    const found = await http({ expectText: `hello shop.test:${port}` })
    expect(found).toMatchObject({ reason: 'answered', certificateDays: 89 })
    expect(found.split.tls).toBeGreaterThan(0)
    expect(await tls()).toMatchObject({ reason: 'answered', certificateDays: 89 })
  })

  test('one that ends soon, has ended, is of somebody else, or signed by nobody we know is named, and its page is not asked', async () => {
    const soon = await serve({ days: 5 })
    expect(await soon.tls()).toMatchObject({ reason: 'certificate_ends_soon', detail: '4', certificateDays: 4 })
    expect(await soon.http({ certificateDaysMin: 3 })).toMatchObject({ reason: 'answered' })
    expect(await (await serve({ days: -1 })).http()).toMatchObject({ reason: 'certificate_expired' })
    expect(await (await serve({ names: ['other.test'] })).http()).toMatchObject({ reason: 'certificate_wrong_name', detail: 'shop.test' })
    expect(await (await serve()).tls({ names: ['other.test'] })).toMatchObject({ reason: 'certificate_wrong_name', detail: 'other.test' })
    expect(await (await serve()).http({ authority: null })).toMatchObject({ reason: 'certificate_untrusted' })
  })

  test('a server that speaks no TLS, or never answers the handshake, is told apart', async () => {
    const plain = await servers.http((_, response) => response.end('plain'))
    expect(await looking(httpSettings({ url: `https://127.0.0.1:${plain}/` }))).toMatchObject({ reason: 'tls_failed' })
    const silent = await servers.tcp(() => undefined)
    expect(await looking(httpSettings({ url: `https://127.0.0.1:${silent}/` }), { timeLimitMs: 1_500 })).toMatchObject({
      reason: 'answer_timeout',
    })
  })
})

test('over TCP an open connection is enough', async () => {
  const port = await servers.tcp(() => undefined)
  expect(await looking({ kind: 'tcp', host: '127.0.0.1', port })).toMatchObject({ reason: 'answered' })
  await servers.close()
  expect(await looking({ kind: 'tcp', host: '127.0.0.1', port })).toMatchObject({ reason: 'connection_refused' })
})

test('a name server is asked for records, and what it says is compared', async () => {
  const port = await servers.dns({ 'shop.example.com': ['192.0.2.1', '192.0.2.2'] })
  const of = { kind: 'dns', name: 'shop.example.com', type: 'A', server: `127.0.0.1:${port}` } as const
  expect(await looking({ ...of, expected: ['192.0.2.2', '192.0.2.1'] })).toMatchObject({
    reason: 'answered',
    detail: '192.0.2.1, 192.0.2.2',
  })
  expect(await looking({ ...of, expected: ['192.0.2.9'] })).toMatchObject({ reason: 'records_differ' })
  expect(await looking({ ...of, name: 'none.example.com', expected: [] })).toMatchObject({
    reason: expect.stringMatching(/name_not_found|own_name/),
  })
  expect(await looking({ ...of, expected: [] }, { isPrivateAllowed: false })).toMatchObject({ reason: 'address_not_allowed' })
})

test('a ping is sent with the system’s own program, and without it nobody can say', async () => {
  const found = await looking({ kind: 'ping', host: '127.0.0.1' })
  expect(['answered', 'means_missing']).toContain(found.reason)
})

test('a prober that stood still while it looked says nothing of what failed', async () => {
  const silent = await servers.tcp(() => undefined)
  const stalls = new Stalls(10)
  stalls.note(performance.now())
  const pace = setInterval(() => stalls.note(performance.now()), 10)
  const settings = httpSettings({ url: `http://127.0.0.1:${silent}/` })
  const found = look(
    { platform, controls: new Controls(stalls) },
    { checkId: undefined, settings, secret: () => null, timeLimitMs: 800, isPrivateAllowed: true },
  )
  const until = performance.now() + 1_000
  while (performance.now() < until);
  expect(await found).toMatchObject({ reason: 'prober_starved' })
  clearInterval(pace)
})

test('a secret that cannot be opened is our fault, not that of what is checked', async () => {
  const settings = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const
  const broken = () => {
    throw new TypeError('no key')
  }
  expect(
    await look(
      { platform, controls: wellControls() },
      { checkId: undefined, settings, secret: broken, timeLimitMs: 500, isPrivateAllowed: true },
    ),
  ).toMatchObject({ reason: 'look_failed' })
})
