import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiProblem, openClient, type AnswerTo, type Client } from './client.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

let server: Server
let client: Client
let seen: Seen[] = []
let answer: { status: number; type: string; body: string; headers?: Record<string, string> }

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        seen.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() })
        response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body)
      })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  client = openClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'key' })
})
afterAll(() => server.close())

const next = (status: number, body: unknown, type = 'application/json', headers: Record<string, string> = {}) => {
  seen = []
  answer = { status, type, headers, body: status === 204 ? '' : JSON.stringify(body) }
}
const problem = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error as ApiProblem,
  )

test('a call fills the path, sends body, version and key, and gives the answer', async () => {
  next(200, { id: 'cli_1', name: 'Acme' })
  const changed = await client.call(
    'catalog.changeClient',
    { params: { id: 'cli_/1' }, body: { name: 'Acme' } },
    { ifMatch: 3, idempotencyKey: 'k' },
  )
  expect(changed.name).toBe('Acme')
  expect(seen[0]).toMatchObject({ method: 'PATCH', url: '/api/pitcrew/v1/clients/cli_%2F1', body: '{"name":"Acme"}' })
  expect(seen[0]?.headers).toMatchObject({
    'if-match': '"3"',
    'idempotency-key': 'k',
    authorization: 'Bearer key',
    'content-type': 'application/json',
  })
})

test('a list needs no argument, and takes its query as it is', async () => {
  next(200, { items: [], nextCursor: null })
  await client.call('catalog.listClients')
  await client.call('catalog.listClients', { query: { limit: 10 } })
  expect(seen.map(({ url }) => url)).toEqual(['/api/pitcrew/v1/clients', '/api/pitcrew/v1/clients?limit=10'])
})

test('an answer without content is undefined', async () => {
  next(204, undefined)
  expect(await client.call('identity.signOut')).toBeUndefined()
})

test('a refusal becomes an ApiProblem with code, fields, request id and the time to wait', async () => {
  const body = {
    type: 'x',
    title: 'T',
    status: 429,
    detail: 'Slow down.',
    code: 'common.rate_limited',
    requestId: 'r1',
    retryable: true,
    errors: [{ field: 'body.name', message: 'is required' }],
  }
  next(429, body, 'application/problem+json; charset=utf-8', { 'retry-after': '7' })
  const error = await problem(client.call('identity.me'))
  expect(error).toBeInstanceOf(ApiProblem)
  expect(error).toMatchObject({
    status: 429,
    code: 'common.rate_limited',
    message: 'Slow down.',
    requestId: 'r1',
    retryable: true,
    retryAfterSeconds: 7,
    fields: body.errors,
  })
})

test('a page of a proxy in between, and a server that is not there, are told apart from refusals', async () => {
  next(502, '<html>', 'text/html')
  expect(await problem(client.call('identity.me'))).toMatchObject({ status: 502, code: 'client.unreachable', retryable: true })
  const nowhere = openClient({ baseUrl: 'http://127.0.0.1:1' })
  expect(await problem(nowhere.call('identity.me'))).toMatchObject({ status: 0, code: 'client.unreachable' })
})

test('an aborted call throws the abort and no problem', async () => {
  next(200, {})
  const stop = new AbortController()
  stop.abort()
  const error = await problem(client.call('identity.me', {}, { signal: stop.signal }))
  expect(error).not.toBeInstanceOf(ApiProblem)
  expect(error?.name).toBe('AbortError')
})

test('answers have the types of their contracts, on the wire side', () => {
  expectTypeOf<AnswerTo<'identity.me'>['name']>().toEqualTypeOf<string>()
  expectTypeOf<AnswerTo<'identity.listSessions'>['items'][number]['createdAt']>().toEqualTypeOf<string>()
})

test('a file is handed over as it is, to be saved while it comes', async () => {
  next(200, 'seq,at', 'text/csv; charset=utf-8', { 'content-disposition': 'attachment; filename="pitcrew-audit.csv"' })
  const file = await client.call('operation.exportEventTable')
  expect(await file.text()).toBe('"seq,at"')
})
