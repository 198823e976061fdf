import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { idOf, instantField, pageQuery, route } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { instant } from '#kit/time.ts'
import { until } from '#test/support/until.ts'
import type { HandlersOf } from './handlers.ts'
import { aCaller, startTestHttp } from './testing.ts'

const CLIENT = '0193d5a0-0000-7000-8000-000000000001'
const thing = z.object({ id: idOf('client'), name: z.string(), at: instantField, version: z.number().int() })

const contract = {
  read: route({
    id: 'things.read',
    method: 'GET',
    path: '/api/pitcrew/v1/things/:id',
    summary: 'Read a thing.',
    access: { permission: 'things.read' },
    params: z.object({ id: idOf('client') }),
    response: thing,
    versioned: 'read',
  }),
  list: route({
    id: 'things.list',
    method: 'GET',
    path: '/api/pitcrew/v1/things',
    summary: 'List things.',
    access: 'signed_in',
    query: z.object(pageQuery),
    response: z.object({ limit: z.number() }),
  }),
  create: route({
    id: 'things.create',
    method: 'POST',
    path: '/api/pitcrew/v1/things',
    summary: 'Create a thing.',
    access: { permission: 'things.write' },
    body: z.object({ name: z.string().min(1).max(20), addresses: z.array(z.url()).max(3).optional() }),
    response: thing,
    status: 201,
    bodyBytesMax: 1_000,
    perMinute: 60,
  }),
  change: route({
    id: 'things.change',
    method: 'PATCH',
    path: '/api/pitcrew/v1/things/:id',
    summary: 'Change a thing.',
    access: { permission: 'things.write' },
    params: z.object({ id: idOf('client') }),
    body: z.object({ name: z.string() }),
    response: thing,
    versioned: 'write',
  }),
  destroy: route({
    id: 'things.destroy',
    method: 'DELETE',
    path: '/api/pitcrew/v1/things',
    summary: 'Destroy every thing.',
    access: { permission: 'things.write' },
    fresh: true,
  }),
  signIn: route({
    id: 'things.signIn',
    method: 'POST',
    path: '/api/pitcrew/v1/session',
    summary: 'Sign in.',
    access: 'public',
    perMinute: 2,
    body: z.object({ name: z.string() }),
  }),
  defect: route({
    id: 'things.defect',
    method: 'GET',
    path: '/api/pitcrew/v1/defect/:kind',
    summary: 'Fail.',
    access: 'public',
    params: z.object({ kind: z.string() }),
    response: z.object({ name: z.string() }),
  }),
}

const handlers: HandlersOf<typeof contract> = {
  read: async ({ params }) => ({ id: params.id, name: 'Acme', at: instant('2026-11-21T10:00:00Z'), version: 3 }),
  list: async ({ query }) => ({ limit: query.limit }),
  create: async ({ body }) => ({ id: CLIENT, name: body.name, at: instant(0), version: 1, secret: 'not in the contract' }),
  change: async ({ params, body }, { ifMatch }) => {
    if (ifMatch !== 3) throw new Fault(common.version_mismatch)
    return { id: params.id, name: body.name, at: instant(0), version: 4 }
  },
  destroy: async () => undefined,
  signIn: async (_call, context) => context.setCookie('session', 'signed', 60) as undefined,
  defect: async ({ params }, { setHeader }) => {
    setHeader('x-written', params.kind)
    if (params.kind === 'answer') return { name: 7 } as never
    throw new Error('the password is hunter2')
  },
}

const PATH = '/api/pitcrew/v1/things'
const ID = 'cli_01jfatq0000e0080000000000w'
const refuseStale = (): never => {
  throw new Fault(common.forbidden, { detail: 'prove it' })
}
let http: Awaited<ReturnType<typeof startTestHttp>>
beforeAll(async () => {
  const callers = {
    writer: aCaller('w', ['things.read', 'things.write']),
    reader: aCaller('r', ['things.read']),
    cookie: aCaller('c', ['things.read', 'things.write'], null, 's'),
    stale: { ...aCaller('o', ['things.read', 'things.write']), requireFresh: refuseStale },
  }
  http = await startTestHttp(callers, { modules: [{ name: 'things', contract, handlers }] })
})
afterAll(() => http.close())

test('an answer speaks the wire side: prefixed ids, RFC 3339 times and nothing outside the contract', async () => {
  const { status, json } = await http.call(PATH, { method: 'POST', token: 'writer', body: '{"name":"Acme"}' })
  expect(status).toBe(201)
  expect(json).toEqual({ id: expect.stringMatching(/^cli_/), name: 'Acme', at: '1970-01-01T00:00:00.000Z', version: 1 })
})

test('a caller without session gets 401, one without the right gets 403 naming the permission', async () => {
  const nobody = await http.call(PATH, { method: 'POST', body: '{"name":"Acme"}' })
  expect([nobody.status, nobody.json.code]).toEqual([401, 'common.unauthenticated'])
  const reader = await http.call(PATH, { method: 'POST', token: 'reader', body: '{"name":"Acme"}' })
  expect([reader.status, reader.json.detail]).toEqual([403, expect.stringContaining('"things.write"')])
})

test('a dangerous act asks its caller for a fresh proof, after their right to it; other acts do not', async () => {
  const destroy = (token: string) => http.call(PATH, { method: 'DELETE', token })
  expect((await destroy('stale')).json.detail).toBe('prove it')
  expect((await destroy('reader')).json.code).toBe('common.forbidden')
  expect((await destroy('writer')).status).toBe(204)
  expect((await http.call(PATH, { method: 'POST', token: 'stale', body: '{"name":"Acme"}' })).status).toBe(201)
})

test('all wrong fields are told at once as a problem document, with dotted paths and plain words', async () => {
  const { status, headers, json } = await http.call(`${PATH}/nonsense`, {
    method: 'PATCH',
    token: 'writer',
    headers: { 'if-match': '"3"' },
    body: '{}',
  })
  expect(status).toBe(400)
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(json).toMatchObject({
    code: 'common.invalid_request',
    status: 400,
    retryable: false,
    type: 'http://pitcrew.test/api/errors#common.invalid_request',
  })
  expect(json.requestId).toBe(headers.get('x-request-id'))
  expect(json.errors).toEqual([
    { field: 'params.id', message: expect.stringContaining('must be an id such as cli_') },
    { field: 'body.name', message: 'is required' },
  ])
})

test('fields inside lists are named by their index, and a wrong query field is named too', async () => {
  const body = JSON.stringify({ name: '', addresses: ['https://a.example', 'nonsense'] })
  const created = await http.call(PATH, { method: 'POST', token: 'writer', body })
  expect(created.json.errors).toEqual([
    { field: 'body.name', message: 'must not be empty' },
    { field: 'body.addresses.1', message: 'must be an address such as https://example.com' },
  ])
  const listed = await http.call(`${PATH}?limit=900`, { token: 'writer' })
  expect(listed.json.errors).toEqual([{ field: 'query.limit', message: 'must be at most 200' }])
})

test.each([
  ['{"name": "a"', 'is not complete JSON'],
  ['{"name": "a", "name": "b"}', 'has the key "name" twice in one object, the second time at line 1, column 15'],
  ['{"__proto__": {"admin": true}}', 'has the key "__proto__", which is not accepted, at line 1, column 2'],
  ['{"\\u005f_proto__": 1}', 'which is not accepted'],
  [`${'['.repeat(70)}${']'.repeat(70)}`, 'is nested deeper than 64 levels'],
])('the body %s is refused on the field body', async (body, message) => {
  const { status, json } = await http.call(PATH, { method: 'POST', token: 'writer', body })
  expect([status, json.errors[0].field]).toEqual([400, 'body'])
  expect(json.errors[0].message).toContain(message)
})

test('a body over the limit of the route is refused with the limit in bytes', async () => {
  const { status, json } = await http.call(PATH, { method: 'POST', token: 'writer', body: JSON.stringify({ name: 'x'.repeat(2_000) }) })
  expect([status, json.code, json.detail]).toEqual([413, 'common.too_large', 'A request here may have at most 1000 bytes.'])
})

test('a body of unknown length is cut off at the limit', async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(500).fill(32)) }, { highWaterMark: 0 })
  const init = { method: 'POST', token: 'writer', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } }
  const answer = await http.call(PATH, init as RequestInit).catch((error: unknown) => error)
  expect(answer).toSatisfy((value) => value instanceof TypeError || (value as { status: number }).status === 413)
})

test('only JSON is understood', async () => {
  const { status, json } = await http.call(PATH, {
    method: 'POST',
    token: 'writer',
    body: 'name=a',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect([status, json.code]).toEqual([415, 'common.unsupported_media_type'])
})

test('a versioned read carries an ETag and answers 304 to who has it already', async () => {
  const first = await http.call(`${PATH}/${ID}`, { token: 'reader' })
  expect([first.status, first.headers.get('etag')]).toEqual([200, '"3"'])
  const again = await http.call(`${PATH}/${ID}`, { token: 'reader', headers: { 'if-none-match': '"3"' } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('HEAD is answered as GET is, without the body and with the same right', async () => {
  const ask = (token: string) => fetch(`${http.url}${PATH}/${ID}`, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } })
  const [get, head] = [await http.call(`${PATH}/${ID}`, { token: 'reader' }), await ask('reader')]
  expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', '"3"'])
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)))
  expect((await ask('nobody')).status).toBe(401)
})

test('a versioned write asks for If-Match, refuses an old one, and answers with the new ETag', async () => {
  const change = (headers: Record<string, string>) =>
    http.call(`${PATH}/${ID}`, { method: 'PATCH', token: 'writer', body: '{"name":"B"}', headers })
  expect((await change({})).status).toBe(428)
  expect((await change({ 'if-match': 'abc' })).json.errors[0].field).toBe('headers.if-match')
  expect((await change({ 'if-match': '"2"' })).status).toBe(412)
  const done = await change({ 'if-match': '"3"' })
  expect([done.status, done.headers.get('etag')]).toEqual([200, '"4"'])
})

test('a cookie alone cannot change anything from another site, nor without saying where it comes from', async () => {
  const create = (headers: Record<string, string>) =>
    http.call(PATH, { method: 'POST', body: '{"name":"a"}', headers: { cookie: 'session=cookie', ...headers } })
  expect((await create({})).json.code).toBe('http.cross_site')
  expect((await create({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await create({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await create({ origin: 'http://pitcrew.test' })).status).toBe(201)
  expect((await create({ origin: http.url })).status).toBe(201)
  expect((await create({ 'sec-fetch-site': 'same-origin' })).status).toBe(201)
})

test('sign-in sets an HttpOnly cookie and is limited per address with the time to wait', async () => {
  const signIn = () => http.call('/api/pitcrew/v1/session', { method: 'POST', body: '{"name":"a"}' })
  const first = await signIn()
  expect(first.status).toBe(204)
  expect(first.headers.get('set-cookie')).toBe('session=signed; Max-Age=60; Path=/; HttpOnly; SameSite=Lax')
  await signIn()
  const third = await signIn()
  expect([third.status, third.json.code, third.headers.get('retry-after')]).toEqual([429, 'common.rate_limited', '30'])
  expect(third.headers.get('ratelimit-remaining')).toBe('0')
  http.clock.advance(30_000)
  expect((await signIn()).status).toBe(204)
})

test('an unexpected error tells the caller nothing but the request id, and the log everything but the secret words of fields', async () => {
  const { status, json, text } = await http.call('/api/pitcrew/v1/defect/throw', { headers: { 'x-request-id': 'my-request-1' } })
  expect([status, json.code, json.requestId]).toEqual([500, 'common.internal', 'my-request-1'])
  expect(text).not.toContain('hunter2')
  const line = http.lines.find((entry) => entry.includes('my-request-1') && entry.includes('"error"'))
  expect(line).toContain('http.test.ts')
})

test('a header that a handler sets stands on the answer, also when it is a refusal', async () => {
  const { status, headers } = await http.call('/api/pitcrew/v1/defect/throw')
  expect([status, headers.get('x-written')]).toEqual([500, 'throw'])
})

test('an answer that does not fit its contract is our defect: 500, with the path in the log only', async () => {
  const { status, text } = await http.call('/api/pitcrew/v1/defect/answer', { headers: { 'x-request-id': 'my-request-2' } })
  expect(status).toBe(500)
  expect(text).not.toContain('contract')
  expect(http.lines.find((entry) => entry.includes('my-request-2'))).toContain('does not fit its contract: name:')
})

test('an unknown address below /api is a problem document, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const { status, json } = await http.call('/api/nowhere', { method })
    expect([status, json.code, json.detail]).toEqual([404, 'common.not_found', `There is no ${method} /api/nowhere.`])
  }
})

test('a badly written address is told so', async () => {
  const { status, json } = await http.call('/api/pitcrew/v1/things/%E0%A4%A', { token: 'writer' })
  expect([status, json.code]).toEqual([400, 'common.invalid_request'])
})

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/api/nowhere', `${PATH}?limit=1`]) {
    const { headers } = await http.call(path)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBeNull()
  }
})

test('requests are counted by route and class, also those that were cut off, and logged without their query', async () => {
  await http.call(`${PATH}?limit=1&token=hunter2`, { token: 'reader' })
  await until(() => http.lines.some((line) => line.includes('"route":"things.list"') && line.includes('"status":200')))
  expect(http.lines.join('')).not.toContain('token=')
  const socket = connect(http.port, '127.0.0.1')
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer writer\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"na`,
  )
  await until(async () => (await http.metrics.registry.getSingleMetricAsString('pitcrew_http_requests_in_flight')).endsWith(' 1'))
  socket.destroy()
  await until(async () => (await http.metrics.registry.getSingleMetricAsString('pitcrew_http_requests_in_flight')).endsWith(' 0'))
  expect(await http.metrics.registry.metrics()).toContain('pitcrew_http_request_seconds_count{route="things.create",status_class="4xx"}')
})
