import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { route } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { until } from '#test/support/until.ts'
import { aCaller, startTestHttp } from './testing.ts'

const file = (name: string) =>
  route({
    id: `test.${name}`,
    method: 'GET',
    path: `/api/${name}`,
    summary: 'Save a file.',
    access: 'signed_in',
    stream: { mediaType: 'text/csv; charset=utf-8', fileName: `${name}.csv` },
  })
const contract = { whole: file('whole'), refused: file('refused'), broken: file('broken'), endless: file('endless') }
let ended = false

async function* whole(): AsyncIterable<string> {
  yield 'a,b\r\n'
  yield '1,2\r\n'
}
const refused = (): AsyncIterable<string> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Fault(common.not_found)) }),
})
async function* broken(): AsyncIterable<string> {
  yield 'a,b\r\n'
  throw new Error('the store went away')
}
async function* endless(): AsyncIterable<string> {
  try {
    for (;;) yield 'x'.repeat(64 * 1024)
  } finally {
    ended = true
  }
}

let http: Awaited<ReturnType<typeof startTestHttp>>
beforeAll(async () => {
  const handlers = {
    whole: async () => whole(),
    refused: async () => refused(),
    broken: async () => broken(),
    endless: async () => endless(),
  }
  http = await startTestHttp({ me: aCaller('me', []) }, { modules: [{ name: 'test', contract, handlers }] })
})
afterAll(() => http.close())

test('a file arrives whole, with its type and the name under which to save it', async () => {
  const { status, headers, text } = await http.call('/api/whole', { token: 'me' })
  expect([status, text]).toEqual([200, 'a,b\r\n1,2\r\n'])
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('content-disposition')).toBe('attachment; filename="whole.csv"')
})

test('a refusal before the first piece is an ordinary problem document', async () => {
  const { status, json } = await http.call('/api/refused', { token: 'me' })
  expect([status, json.code]).toEqual([404, 'common.not_found'])
})

test('a failure in the middle cuts the connection, so that nobody takes half a file for a whole one', async () => {
  await expect(http.call('/api/broken', { token: 'me' })).rejects.toThrow(/terminated|fetch failed/)
})

test('whoever makes the pieces stops when the receiver goes away', async () => {
  const request = get(`${http.url}/api/endless`, { headers: { authorization: 'Bearer me' } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  await once(answer, 'data')
  answer.destroy()
  await until(() => ended)
})
