import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { fastify } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { until } from '#test/support/until.ts'
import type { HandlersOf } from './handlers.ts'
import { aCaller, startTestHttp } from './testing.ts'
import { boundBodies } from './upload.ts'

const contract = {
  put: route({
    id: 'files.put',
    method: 'PUT',
    path: '/api/files/:name',
    summary: 'Keep a file.',
    access: 'signed_in',
    params: z.object({ name: z.string() }),
    upload: { bytesMax: 1_000_000 },
    response: z.object({ bytes: z.number(), pieces: z.number() }),
  }),
  read: route({
    id: 'files.read',
    method: 'GET',
    path: '/api/files/:name',
    summary: 'Read a file.',
    access: 'signed_in',
    params: z.object({ name: z.string() }),
    file: true,
  }),
}
let broken: unknown

async function count(upload: AsyncIterable<Uint8Array>): Promise<{ bytes: number; pieces: number }> {
  let [bytes, pieces] = [0, 0]
  for await (const piece of upload) {
    bytes += piece.length
    pieces += 1
  }
  return { bytes, pieces }
}

const handlers: HandlersOf<typeof contract> = {
  put: async ({ params, upload }) => {
    if (params.name === 'refused') throw new Fault(common.not_found)
    try {
      return await count(upload)
    } catch (error) {
      broken = error
      throw error
    }
  },
  read: async ({ params }) => ({
    name: params.name,
    mediaType: params.name.endsWith('.txt') ? 'text/plain' : 'image/png',
    bytes: 5,
    content: Readable.from([Buffer.from('he'), Buffer.from('llo')]),
  }),
}

let http: Awaited<ReturnType<typeof startTestHttp>>
beforeAll(async () => {
  http = await startTestHttp({ me: aCaller('me', []) }, { modules: [{ name: 'files', contract, handlers }] })
})
afterAll(() => http.close())

const put = (name: string, body: BodyInit, headers: Record<string, string> = {}) =>
  http.call(`/api/files/${name}`, { method: 'PUT', token: 'me', body, headers: { 'content-type': 'application/octet-stream', ...headers } })

test('a file comes in piece by piece, however it is sent', async () => {
  const { status, json } = await put('a', Buffer.alloc(600_000))
  expect(status).toBe(200)
  expect(json.bytes).toBe(600_000)
  expect(json.pieces).toBeGreaterThan(1)
  expect((await put('a', '')).json).toEqual({ bytes: 0, pieces: 0 })
  expect((await put('a', '{"this is":"no JSON to anybody"')).json.bytes).toBe(31)
})

test('a file that is too large by its own word is refused by naming the limit', async () => {
  const { status, json } = await put('a', Buffer.alloc(1_000_001))
  expect([status, json.code]).toEqual([413, 'common.too_large'])
  expect(json.detail).toContain('1000000 bytes')
})

test('whoever is refused while sending gets the answer, and the connection goes on', async () => {
  const { status, json } = await put('refused', Buffer.alloc(900_000))
  expect([status, json.code]).toEqual([404, 'common.not_found'])
  expect((await put('a', 'x')).status).toBe(200)
})

test('a form is not a file', async () => {
  const { status, json } = await put('a', 'x', { 'content-type': 'multipart/form-data; boundary=x' })
  expect([status, json.code]).toEqual([415, 'common.unsupported_media_type'])
  expect(json.detail).toContain('application/octet-stream')
})

test('no other route takes bytes for a body', async () => {
  const { status } = await http.call('/api/elsewhere', { method: 'PUT', token: 'me', body: Buffer.alloc(8) })
  expect(status).toBe(404)
})

test('a sender that goes away ends the reading with a reason of its own', async () => {
  const socket = connect(http.port, '127.0.0.1')
  const head = ['PUT /api/files/a HTTP/1.1', 'Host: x', 'Authorization: Bearer me', 'Content-Type: application/octet-stream']
  socket.write(`${[...head, 'Content-Length: 5000'].join('\r\n')}\r\n\r\nhalf of it`, () => socket.destroy())
  await until(() => broken !== undefined)
  expect((broken as Fault).code.code).toBe('http.upload_broken')
})

test('a file that somebody brought in is saved, never run', async () => {
  const { status, headers, text } = await http.call('/api/files/Übersicht.txt', { token: 'me' })
  expect([status, text]).toEqual([200, 'hello'])
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(headers.get('content-length')).toBe('5')
  expect(headers.get('content-disposition')).toBe(`attachment; filename="_bersicht.txt"; filename*=UTF-8''%C3%9Cbersicht.txt`)
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('a body that comes too slowly is given up, a file may take its time', async () => {
  const late: (string | undefined)[] = []
  const server = fastify()
  boundBodies(server, 50, (raw) => {
    late.push(raw.url)
    raw.destroy()
  })
  server.post('/words', async () => 'read')
  server.post('/file', { config: { isUpload: true } }, async () => 'read')
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as { port: number }
  const slow = (path: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n`)
    return socket
  }
  const file = slow('/file')
  slow('/words')
  await until(() => late.length > 0)
  expect(late).toEqual(['/words'])
  expect(file.destroyed).toBe(false)
  file.destroy()
  await server.close()
})
