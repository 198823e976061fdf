import { describe, expect, test } from 'vitest'
import { anEvent, anEventId, anEnvelope } from '../testing.ts'
import { keyInEnvelope, keyInHeader } from './auth.ts'
import { splitEnvelope } from './envelope.ts'
import { isOriginTaken } from './origins.ts'
import { readEvent, userIn } from './read-event.ts'
import { readSession, readSessionSums } from './session.ts'
import { readTransaction } from './transaction.ts'
import { culpritOf, titleOf } from './title.ts'

const read = (of: object) => {
  const event = readEvent(anEvent({ ...of }), '')
  if (!event) throw new TypeError('no event')
  return event
}

describe('an event', () => {
  test('is called by what was thrown and where in the application’s own code', () => {
    expect([titleOf(read({})), culpritOf(read({}))]).toEqual(['TypeError: cart is undefined', 'total in /app/src/cart.js'])
    expect(titleOf(read({ exception: undefined, message: 'first\nsecond' }))).toBe('first')
    expect(titleOf(read({ exception: undefined }))).toBe('Error without a message')
  })

  test('keeps nobody’s name, address, cookie or password', () => {
    const event = read({
      user: { id: '7', email: 'anna@example.com', ip_address: '192.0.2.7' },
      request: {
        url: 'https://shop.example/login?token=0123456789abcdef0',
        method: 'POST',
        cookies: 'sid=secret',
        data: { password: 'hunter2' },
        headers: { Cookie: 'sid=secret', 'X-Forwarded-For': '192.0.2.7', 'User-Agent': 'Firefox' },
      },
      extra: { note: 'mail to anna@example.com', apiKey: 'abcdef0123456789' },
      exception: { values: [{ type: 'Error', value: 'no account anna@example.com' }] },
      breadcrumbs: [{ message: 'signed in as anna@example.com', data: { password: 'hunter2' } }],
    })
    expect(JSON.stringify(event)).not.toMatch(/anna@|hunter2|192\.0\.2\.7|sid=|abcdef0123456789/)
    expect(event.detail.request).toEqual({
      method: 'POST',
      url: 'https://shop.example/login?token=[removed:secret]',
      'User-Agent': 'Firefox',
    })
  })

  test('is taken whatever types its fields have, and never without an id', () => {
    const odd = {
      exception: 7,
      breadcrumbs: 'x',
      tags: [['a', 1], 'b', [null]],
      contexts: [],
      fingerprint: {},
      level: {},
      timestamp: 'never',
      logentry: 3,
    }
    expect(read(odd)).toMatchObject({ level: 'error', at: undefined, tags: { a: '1' }, fingerprint: [] })
    expect(readEvent(anEvent({ event_id: 'x' }), '')).toBeUndefined()
    expect(readEvent(anEvent({ event_id: undefined }), 'ABCDEF00-0000-4000-8000-000000000000')?.id).toBe('abcdef00000040008000000000000000')
  })

  test('says who was affected by the first that tells people apart', () => {
    expect(userIn({ user: { id: 7, email: 'a@b.de' } })).toBe('id:7')
    expect(userIn({ user: { email: 'A@B.de' } })).toBe('email:a@b.de')
    expect(userIn({ user: { ip_address: '{{auto}}' } })).toBe('')
    expect(userIn({ user: 'anna' })).toBe('')
  })

  test('is bounded in every direction', () => {
    const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as object
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, 'v'.repeat(10_000)]))
    const frames = Array.from({ length: 5_000 }, () => ({ function: 'f'.repeat(9_000) }))
    const event = read({ extra: wide, contexts: deep, tags: wide, exception: { values: [{ type: 'E', stacktrace: { frames } }] } })
    expect(JSON.stringify(event).length).toBeLessThan(1_000_000)
    expect(event.detail.exceptions[0]?.frames).toHaveLength(100)
  })
})

describe('an envelope', () => {
  test('is its items, by their lengths or by their lines', () => {
    const split = splitEnvelope(
      anEnvelope(
        [
          ['event', 'a\nb'],
          ['x', '{}'],
        ],
        { dsn: 'https://abc@host/1' },
      ),
    )
    expect(split).toMatchObject({ header: { dsn: 'https://abc@host/1' }, items: [{ type: 'event' }, { type: 'x' }] })
    expect(splitEnvelope(Buffer.from('{}\n{"type":"session"}\n{"sid":"1"}\n\n'))).toMatchObject({ items: [{ type: 'session' }] })
    expect(splitEnvelope(Buffer.from('{}'))).toEqual({ header: {}, items: [] })
  })

  test.each([
    ['', 'header_unreadable'],
    ['[]\n', 'header_unreadable'],
    ['{}\nnope\n', 'item_unreadable'],
    ['{}\n{"length":2}\n{}', 'item_unreadable'],
    ['{}\n{"type":"event","length":9}\n{}', 'item_cut_off'],
    [`{}\n${'{"type":"x"}\n\n'.repeat(1_001)}`, 'too_many_items'],
  ])('%j is none', (text, why) => {
    expect(splitEnvelope(Buffer.from(text))).toBe(why)
  })
})

test('the key of a DSN is found in the header and in the envelope', () => {
  expect(keyInHeader('Sentry sentry_version=7, sentry_client=raven/1, sentry_key=abc')).toBe('abc')
  expect(keyInHeader('Sentry sentry_key=abc,sentry_version=7')).toBe('abc')
  expect(keyInHeader('Bearer x')).toBeNull()
  expect(keyInEnvelope({ dsn: 'https://abc@host/sentry/1' })).toBe('abc')
  expect(keyInEnvelope({ dsn: 7 })).toBeNull()
})

test('pages are those that are named, those below a host with a star, or all', () => {
  const taken = (origin: string | undefined, ...origins: string[]) => isOriginTaken(origins, origin)
  expect(taken(undefined)).toBe(true)
  expect(taken('https://shop.example', '*')).toBe(true)
  expect(taken('https://a.shop.example', 'https://*.shop.example')).toBe(true)
  expect(taken('https://shop.example', 'https://shop.example')).toBe(true)
  expect(taken('https://evilshop.example', 'https://*.shop.example')).toBe(false)
  expect(taken('http://a.shop.example', 'https://*.shop.example')).toBe(false)
  expect(taken('https://shop.example')).toBe(false)
})

test('runs end well, with an error, or by one; sums of them are taken as sums', () => {
  const run = { sid: anEventId(), started: '2026-11-22T10:00:00Z', attrs: { release: 'r1' } }
  expect(readSession({ ...run, init: true, status: 'ok' })).toMatchObject({ sessions: 1, errored: 0, crashed: 0, seq: 0 })
  expect(readSession({ ...run, status: 'ok', errors: 2, seq: 3 })).toMatchObject({ errored: 1, crashed: 0, seq: 3 })
  expect(readSession({ ...run, status: 'crashed', errors: 1 })).toMatchObject({ errored: 0, crashed: 1 })
  expect(readSession({ ...run, attrs: {} })).toBeUndefined()
  const aggregates = [{ started: '2026-11-22T10:00:00Z', exited: 9, crashed: 1 }, { exited: 5 }, 7]
  expect(readSessionSums({ attrs: { release: 'r1' }, aggregates })).toMatchObject([{ sessions: 10, crashed: 1, errored: 0 }])
})

test('a transaction becomes a span with its children', () => {
  const trace_id = '0af7651916cd43dd8448eb211c80319c'
  const spans = readTransaction({
    transaction: 'GET /cart',
    platform: 'node',
    start_timestamp: 1_795_000_000,
    timestamp: 1_795_000_000.5,
    contexts: { trace: { trace_id, span_id: 'b7ad6b7169203331', op: 'http.server', status: 'internal_error' } },
    spans: [
      {
        span_id: 'b7ad6b7169203332',
        parent_span_id: 'b7ad6b7169203331',
        description: 'SELECT 1',
        op: 'db',
        start_timestamp: 1,
        timestamp: 2,
      },
      7,
    ],
  })
  expect(spans).toMatchObject([
    { traceId: trace_id, name: 'GET /cart', kind: 2, status: 2, service: 'node', end: 1_795_000_000_500_000_000n },
    { traceId: trace_id, name: 'SELECT 1', kind: 3, parentId: 'b7ad6b7169203331' },
  ])
  expect(readTransaction({ transaction: 'x' })).toBeUndefined()
})
