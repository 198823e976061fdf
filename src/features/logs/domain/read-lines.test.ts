import { describe, expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { readLines, type Form } from './read-lines.ts'
import { LINES_PER_REQUEST_MAX } from './limits.ts'

const NOBODY = { service: '', attributes: [] }
const read = (text: string, form: Form = 'text') => {
  const found = readLines(text, form, NOBODY)
  if (found === 'too_many') throw new Error(found)
  return found
}
const only = (text: string, form?: Form) => read(text, form).lines[0]
const AT = instant('2026-11-22T10:00:00.123Z')

describe('a line of JSON', () => {
  test('is taken apart under the names that loggers use', () => {
    const line = {
      time: '2026-11-22T10:00:00.123Z',
      level: 'warn',
      msg: 'slow',
      service: { name: 'shop' },
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
      http: { status: 502, ok: false, tags: ['a', 'b'], none: null },
    }
    expect(only(JSON.stringify(line), 'json')).toEqual({
      at: AT,
      observedAt: null,
      severity: 13,
      body: 'slow',
      attributes: ['http.status', '502', 'http.ok', 'false', 'http.tags', '["a","b"]'],
      resource: { service: 'shop', attributes: [] },
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
    })
  })

  test.each([
    ['pino', '{"level":50,"time":1795341600123,"pid":1,"msg":"x"}', 17],
    ['zap', '{"level":"error","ts":1795341600.123,"msg":"x"}', 17],
    ['python', '{"levelname":"ERROR","asctime":"2026-11-22 10:00:00,123","message":"x"}', 17],
    ['serilog', '{"@timestamp":"2026-11-22T11:00:00.1234567+01:00","level":"Error","message":"x"}', 17],
    ['OpenTelemetry', '{"timestamp":"1795341600123000000","severityNumber":18,"body":"x"}', 18],
  ])('as %s writes it has its time and level', (_, text, severity) => {
    expect(only(text, 'json')).toMatchObject({ at: AT, severity, body: 'x' })
  })

  test('that says the same twice keeps what came second as an attribute, and what is no time stays too', () => {
    expect(only('{"msg":"a","message":"b","time":"soon","level":"odd"}', 'json')).toMatchObject({
      body: 'a',
      at: null,
      severity: 0,
      attributes: ['message', 'b', 'time', 'soon', 'level', 'odd'],
    })
  })

  test('that is none is named by its number, and the others are taken', () => {
    expect(read('{"msg":"a"}\n\nnot json\n{"msg":"b"}\r\n[1]\n', 'json')).toMatchObject({
      lines: [{ body: 'a' }, { body: 'b' }],
      numbers: [1, 4],
      unreadable: [3, 5],
    })
  })

  test('may be a list of objects, or one object over several lines', () => {
    expect(read('[{"msg":"a"}, 7, {"msg":"b"}]', 'json')).toMatchObject({
      lines: [{ body: 'a' }, { body: 'b' }],
      numbers: [1, 3],
      unreadable: [2],
    })
    expect(read('{\n  "msg": "a",\n  "n": 1\n}', 'json')).toMatchObject({ lines: [{ body: 'a', attributes: ['n', '1'] }], unreadable: [] })
    expect(read('[{"msg":', 'json')).toEqual({ lines: [], numbers: [], unreadable: [1] })
  })
})

describe('a line of text', () => {
  test('that is logfmt is taken apart', () => {
    expect(only('ts=2026-11-22T10:00:00.123Z level=info msg="a \\"b\\" c" n=1 done')).toMatchObject({
      at: AT,
      severity: 9,
      body: 'a "b" c',
      attributes: ['n', '1', 'done', 'true'],
    })
    expect(only('level=info and then = something else')).toMatchObject({ attributes: [], body: 'level=info and then = something else' })
  })

  test('of an access log keeps its text and says who asked for what', () => {
    const text = '203.0.113.9 - anna [22/Nov/2026:11:00:00 +0100] "GET /cart?x=1 HTTP/1.1" 502 12 "https://x.de/" "curl/8"'
    const line = only(text)
    expect(line).toMatchObject({ at: instant('2026-11-22T10:00:00Z'), severity: 17, body: text })
    expect(line?.attributes.slice(0, 8)).toEqual([
      'client.address',
      '203.0.113.9',
      'user.name',
      'anna',
      'http.request.method',
      'GET',
      'url.path',
      '/cart?x=1',
    ])
    expect(only('::1 - - [22/Nov/2026:11:00:00 +0100] "" 400 -')?.severity).toBe(13)
  })

  test.each([
    ['2026-11-22 10:00:00,123 ERROR [main] no route', 17],
    ['[2026-11-22T10:00:00.123Z] [warn] no route', 13],
    ['2026-11-22T11:00:00.123456+01:00 info: no route', 0],
  ])('%s keeps its text, its time and its level', (text, severity) => {
    expect(only(text)).toMatchObject({ at: AT, severity, body: text })
  })

  test('is not taken for an error because it speaks of one', () => {
    expect(only('no error was found')?.severity).toBe(0)
    expect(only('error: no route')?.severity).toBe(17)
  })

  test('goes on in the lines of its stack trace', () => {
    const trace = 'Error: x\n    at a (b.js:1:2)\n    at c (d.js:3:4)\nCaused by: y'
    expect(read(`${trace}\nnext`).lines.map(({ body }) => body)).toEqual([trace, 'next'])
    expect(read(`${trace}\nnext`).numbers).toEqual([1, 5])
  })
})

test('a request with more lines than may be is not read to its end', () => {
  expect(readLines('x\n'.repeat(LINES_PER_REQUEST_MAX + 1), 'text', NOBODY)).toBe('too_many')
  expect(readLines(`[${'{},'.repeat(LINES_PER_REQUEST_MAX)}{}]`, 'json', NOBODY)).toBe('too_many')
})
