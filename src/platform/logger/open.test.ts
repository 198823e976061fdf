import { expect, test } from 'vitest'
import { openLogger } from './open.ts'

const lines = (write: (logger: ReturnType<typeof openLogger>) => void, pretty = false): string[] => {
  const written: string[] = []
  write(openLogger('debug', { pretty, destination: { write: (line) => void written.push(line) } }))
  return written
}
const entry = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? '') as Record<string, unknown>

test('a service gets one JSON object a line with level, time and message', () => {
  const [line] = lines((logger) => logger.child({ part: 'http' }).info({ port: 7700 }, 'listening'))
  expect(entry(line)).toMatchObject({ level: 'info', part: 'http', port: 7700, msg: 'listening' })
  expect(String(entry(line)['time'])).toMatch(/^\d{4}-.*Z$/)
})

test('passwords, tokens, cookies and credentials in addresses never reach the log, however deep they lie', () => {
  const [line] = lines((logger) =>
    logger.child({ apiKey: 'hunter2' }).error(
      {
        request: { headers: { authorization: 'Bearer hunter2', Cookie: 'sid=hunter2' }, body: { newPassword: 'hunter2' } },
        url: 'https://host/path?token=hunter2&page=2',
        error: new Error('connect failed: postgres://pit:hunter2@db/x', { cause: { secretKey: 'hunter2' } }),
      },
      'sent Bearer hunter2hunter2 to https://u:hunter2@host',
    ),
  )
  expect(line).not.toContain('hunter2')
  expect(line).toContain('page=2')
})

test("an error keeps its type, stack, cause and the driver's fields", () => {
  const error = Object.assign(new TypeError('broken', { cause: new Error('deeper') }), { code: 'ECONNREFUSED' })
  const [line] = lines((logger) => logger.error({ error }, 'failed'))
  expect(entry(line)['error']).toMatchObject({ type: 'TypeError', message: 'broken', code: 'ECONNREFUSED', cause: { message: 'deeper' } })
})

test('an object that refers to itself or is huge makes a bounded line', () => {
  const loop: Record<string, unknown> = { text: 'x'.repeat(100_000) }
  loop['self'] = loop
  const [line] = lines((logger) => logger.warn(loop, 'odd'))
  expect(line?.length).toBeLessThan(60_000)
})

test('a terminal gets readable lines, with the stack of an error below', () => {
  const [line] = lines((logger) => logger.error({ error: new Error('broken'), port: 1 }, 'could not listen'), true)
  expect(line).toMatch(/^\d\d:\d\d:\d\d error could not listen error=broken port=1\n {9}at /)
})
