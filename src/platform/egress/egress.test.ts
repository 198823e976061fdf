import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { createGzip, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { testLogger, testMetrics } from '#test/support/quiet.ts'
import type { Lookup } from './connector.ts'
import type { EgressAnswer, EgressRequest } from './egress.ts'
import { openEgress } from './open.ts'

const running: { close(): unknown }[] = []
afterEach(() => running.splice(0).forEach((server) => server.close()))

async function listening(server: Server): Promise<number> {
  running.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const serving = (listener: RequestListener): Promise<number> => {
  const server = createServer(listener)
  running.push({ close: () => server.closeAllConnections() })
  return listening(server)
}

const egressWith = (egressAllow: readonly string[], lookup?: Lookup) =>
  openEgress({ config: { egressAllow }, logger: testLogger, metrics: testMetrics(), ...(lookup ? { lookup } : {}) })
const approving = egressWith(['127.0.0.1'])
const limits = { timeoutMs: 30_000, answerBytesMax: 100_000 }
const ask = (url: string, more: Partial<EgressRequest> = {}): Promise<EgressAnswer> => approving.request({ url, ...limits, ...more })
const outcome = (answer: EgressAnswer): string | number => (answer.ok ? answer.status : answer.failure)
const text = (answer: EgressAnswer): string => (answer.ok ? Buffer.from(answer.body).toString() : answer.failure)

test('an approved server is asked and its answer comes back whole', async () => {
  const port = await serving((request, response) => {
    response.writeHead(201, { 'X-Seen': request.headers['x-token'] ?? '', 'set-cookie': ['a=1', 'b=2'] })
    request.pipe(response)
  })
  const answer = await ask(`http://127.0.0.1:${port}/path?q=1`, { method: 'POST', body: 'hello', headers: { 'X-Token': 't' } })
  expect(answer).toMatchObject({ ok: true, status: 201, address: '127.0.0.1', finalUrl: `http://127.0.0.1:${port}/path?q=1` })
  expect(answer.ok && answer.headers).toMatchObject({ 'x-seen': 't', 'set-cookie': 'a=1, b=2' })
  expect(text(answer)).toBe('hello')
})

describe('addresses', () => {
  test.each([
    'http://0x7f.1',
    'http://017700000001',
    'http://2130706433',
    'http://127.1',
    'http://[::ffff:127.0.0.1]',
    'http://[::1]',
    'http://localhost',
  ])('%s is this machine, however it is written, and is refused', async (url) => {
    const port = await serving((_, response) => response.end('inside'))
    expect(outcome(await egressWith([]).request({ url: `${url}:${port}/`, ...limits }))).toBe('address_not_allowed')
  })

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
    'http://0/',
  ])('%s is refused even when an owner approved it', async (url) => {
    const answer = await egressWith(['169.254.169.254', '0.0.0.0/0', '::/0']).request({ url, ...limits, privateAllowed: true })
    expect(outcome(answer)).toBe('address_not_allowed')
  })

  test.each([
    ['http://good.example@169.254.169.254/', 'invalid_url'],
    ['http://user:secret@example.com/', 'invalid_url'],
    ['http://127.0.0.1\\@example.com/', 'address_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['gopher://127.0.0.1:70/', 'scheme_not_allowed'],
    ['http://127.0.0.1:25/', 'address_not_allowed'],
    ['not a url', 'invalid_url'],
    ['http://', 'invalid_url'],
  ])('%s is refused: %s', async (url, failure) => {
    const answer = await egressWith([]).request({ url, ...limits })
    expect(outcome(answer)).toBe(failure)
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  test('a name that changes after the check still leads to the checked address', async () => {
    const port = await serving((_, response) => response.end('public face'))
    let lookups = 0
    const rebinding: Lookup = async () => [{ address: ++lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]
    const answer = await egressWith(['127.0.0.1'], rebinding).request({ url: `http://rebind.example:${port}/`, ...limits })
    expect(text(answer)).toBe('public face')
    expect(lookups).toBe(1)
  })

  test('a name with one address outside and one inside is refused as a whole', async () => {
    const mixed: Lookup = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    expect(outcome(await egressWith([], mixed).request({ url: 'http://mixed.example/', ...limits }))).toBe('address_not_allowed')
  })

  test('an approval of one request does not reach another', async () => {
    const port = await serving((_, response) => response.end('inside'))
    const egress = egressWith([])
    const url = `http://127.0.0.1:${port}/`
    expect(text(await egress.request({ url, ...limits, privateAllowed: true }))).toBe('inside')
    expect(outcome(await egress.request({ url, ...limits }))).toBe('address_not_allowed')
  })

  test('a name server that fails or never answers is a failed look-up', async () => {
    const broken: Lookup = () => Promise.reject(new Error('SERVFAIL'))
    const silent: Lookup = () => new Promise(() => {})
    expect(outcome(await egressWith([], broken).request({ url: 'http://x.example/', ...limits }))).toBe('dns_lookup_failed')
    expect(outcome(await egressWith([], silent).request({ url: 'http://x.example/', ...limits, timeoutMs: 50 }))).toBe('dns_lookup_failed')
  })
})

describe('redirects', () => {
  const redirecting = (location: string, status = 302): Promise<number> =>
    serving((_, response) => response.writeHead(status, { location }).end('a page that says so'))

  test.each(['http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://10.0.0.1/'])('to %s is refused', async (location) => {
    const port = await redirecting(location)
    expect(outcome(await egressWith([]).request({ url: `http://127.0.0.1:${port}/`, ...limits, privateAllowed: true }))).toBe(
      'address_not_allowed',
    )
  })

  test('to another scheme or with credentials is refused', async () => {
    expect(outcome(await ask(`http://127.0.0.1:${await redirecting('file:///etc/passwd')}/`))).toBe('scheme_not_allowed')
    expect(outcome(await ask(`http://127.0.0.1:${await redirecting('http://a:b@127.0.0.1/')}/`))).toBe('invalid_url')
  })

  test('in a circle end after five', async () => {
    let asked = 0
    const port = await serving((_, response) => {
      asked += 1
      response.writeHead(302, { location: '/again' }).end()
    })
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('too_many_redirects')
    expect(asked).toBe(6)
  })

  test('to another origin leave every secret behind, to the same origin keep it', async () => {
    const other = await serving((request, response) => response.end(JSON.stringify(request.headers)))
    const away = await serving((request, response) => {
      if (request.url === '/stay') return response.end(JSON.stringify(request.headers))
      return response.writeHead(307, { location: request.url === '/away' ? `http://127.0.0.1:${other}/` : '/stay' }).end()
    })
    const headers = { Authorization: 'Bearer s', Cookie: 'c=1', 'X-Api-Key': 'k', Accept: 'text/plain' }
    const left = text(await ask(`http://127.0.0.1:${away}/away`, { headers }))
    expect(left).toContain('text/plain')
    expect(left).not.toMatch(/Bearer|c=1|x-api-key/)
    expect(text(await ask(`http://127.0.0.1:${away}/home`, { headers }))).toContain('Bearer s')
  })

  test('change the method as browsers do: POST becomes GET on 302, stays on 307', async () => {
    const port = await serving((request, response) => {
      if (request.url === '/end') {
        response.setHeader('x-method', request.method ?? '')
        return request.pipe(response)
      }
      return response.writeHead(request.url === '/302' ? 302 : 307, { location: '/end' }).end()
    })
    const methodAfter = async (path: string): Promise<string> => {
      const answer = await ask(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'x' })
      return answer.ok ? `${answer.headers['x-method']} ${text(answer)}` : answer.failure
    }
    expect(await methodAfter('/302')).toBe('GET ')
    expect(await methodAfter('/307')).toBe('POST x')
  })
})

describe('limits', () => {
  test('an answer that says it is too large is refused before it is read', async () => {
    const port = await serving((_, response) => response.writeHead(200, { 'content-length': 1_000_000 }).flushHeaders())
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('response_too_large')
  })

  test('an endless answer is cut at the limit', async () => {
    const port = await serving((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000)));
      }
      response.on('drain', more)
      more()
    })
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('response_too_large')
  })

  test('a few kilobytes that unpack to a gigabyte are cut at the limit', async () => {
    let sentBytes = 0
    const port = await serving((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.on('data', (chunk: Buffer) => (sentBytes += chunk.length))
      gzip.pipe(response)
      const zeros = Buffer.alloc(1 << 20)
      let left = 1_024
      const more = (): void => {
        while (left-- > 0 && !response.destroyed) if (!gzip.write(zeros)) return void gzip.once('drain', more)
        gzip.end()
      }
      more()
    })
    expect(outcome(await ask(`http://127.0.0.1:${port}/`, { answerBytesMax: 50_000 }))).toBe('response_too_large')
    expect(sentBytes).toBeLessThan(1e6)
  })

  test('a packed answer within the limit arrives unpacked', async () => {
    const port = await serving((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed')))
    const answer = await ask(`http://127.0.0.1:${port}/`)
    expect(text(answer)).toBe('packed')
    expect(answer.ok && answer.headers['content-encoding']).toBeUndefined()
  })

  test('an answer that drips forever ends at the deadline', async () => {
    const port = await serving((_, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    })
    const answer = await ask(`http://127.0.0.1:${port}/`, { timeoutMs: 1_500 })
    expect(outcome(answer)).toBe('answer_timeout')
  })

  test('a server that takes the connection and says nothing ends at the deadline', async () => {
    const port = await listening(createTcpServer((socket) => running.push({ close: () => socket.destroy() })))
    expect(outcome(await ask(`http://127.0.0.1:${port}/`, { timeoutMs: 1_500 }))).toBe('answer_timeout')
    expect(outcome(await ask(`https://127.0.0.1:${port}/`, { timeoutMs: 1_500 }))).toBe('connection_timeout')
  })
})

describe('failures of the other side', () => {
  const speaking = (words: string): Promise<number> => listening(createTcpServer((socket) => socket.on('error', () => {}).end(words)))

  test('nobody listens', async () => {
    const server = createTcpServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('connection_refused')
  })

  test('the connection breaks in the middle of the answer', async () => {
    const port = await speaking('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('connection_lost')
  })

  test('the answer is not HTTP', async () => {
    expect(outcome(await ask(`http://127.0.0.1:${await speaking('SSH-2.0-OpenSSH_9.2\r\n')}/`))).toBe('answer_invalid')
  })

  test('the answer is wrongly packed', async () => {
    const port = await serving((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'))
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('answer_invalid')
  })

  test('the headers never end', async () => {
    const port = await speaking(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(60_000)}\r\n\r\n`)
    expect(outcome(await ask(`http://127.0.0.1:${port}/`))).toBe('response_too_large')
  })

  test('TLS is asked of a server that speaks plain text', async () => {
    expect(outcome(await ask(`https://127.0.0.1:${await serving((_, response) => response.end())}/`))).toBe('tls_failed')
  })
})
