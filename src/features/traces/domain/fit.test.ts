import { expect, test } from 'vitest'
import { aSpan, nanosecondsOf } from '../testing.ts'
import { fitSpan } from './fit.ts'
import { ATTRIBUTES_MAX, EVENTS_MAX, TEXT_LENGTH_MAX } from './limits.ts'

const WINDOW = { fromMs: 1_000, toMs: 9_000 }
const at = (ms: number, of: Parameters<typeof aSpan>[0] = {}) => aSpan({ start: nanosecondsOf(ms), end: nanosecondsOf(ms + 5), ...of })

test('a span within the limits is taken as it is', () => {
  const span = at(1_000, { parentId: 'a'.repeat(16), attributes: { a: '1' } })
  expect(fitSpan(span, WINDOW)).toEqual(span)
})

test('a span without ids, or from another time, is refused with the reason', () => {
  for (const of of [
    { traceId: '' },
    { traceId: '0'.repeat(32) },
    { traceId: 'ab' },
    { spanId: '' },
    { spanId: '0'.repeat(16) },
    { parentId: 'ab' },
  ])
    expect(fitSpan(at(2_000, of), WINDOW)).toBe('span_ids_invalid')
  expect([fitSpan(at(999), WINDOW), fitSpan(at(9_001), WINDOW)]).toEqual(['too_old', 'in_future'])
})

test('a parent of zeros is none, and a span does not end before it began', () => {
  expect(fitSpan(at(2_000, { parentId: '0'.repeat(16), end: 0n }), WINDOW)).toMatchObject({ parentId: '', end: nanosecondsOf(2_000) })
})

test('a kind or a status that nobody knows says nothing', () => {
  for (const unknown of [-1, 6, 300]) {
    expect(fitSpan(at(2_000, { kind: unknown, status: unknown }), WINDOW)).toMatchObject({ kind: 0, status: 0 })
  }
})

test('what is too long is cut and what is too much is left out, and the span says so', () => {
  const attributes = Object.fromEntries(
    Array.from({ length: ATTRIBUTES_MAX + 3 }, (_, index) => [`a${index}`, 'x'.repeat(TEXT_LENGTH_MAX + 1)]),
  )
  const events = Array.from({ length: EVENTS_MAX + 2 }, () => ({ at: 0n, name: 'exception', attributes: {} }))
  const links = [{ traceId: 'no', spanId: 'id', attributes: {} }]
  const fit = fitSpan(at(2_000, { attributes, events, links }), WINDOW)
  if (typeof fit === 'string') throw new Error(fit)
  expect(fit.attributes['pitcrew.left_out']).toBe('6')
  expect(fit.attributes['a0']).toBe(`${'x'.repeat(TEXT_LENGTH_MAX)}…`)
  expect([fit.events.length, fit.links.length]).toEqual([EVENTS_MAX, 0])
})

test('numbers that mean nothing are none', () => {
  expect(fitSpan(at(2_000, { kind: 99, status: 7 }), WINDOW)).toMatchObject({ kind: 0, status: 0 })
})

test('secrets and personal data are taken out of everything that a span says', () => {
  const attributes = { 'db.password': 'hunter2', 'url.query': 'email=bob%40example.com&x=1', 'http.route': '/cart' }
  const scrubbed = { 'db.password': '[removed:secret]', 'url.query': 'email=[removed:e-mail]&x=1', 'http.route': '/cart' }
  const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
  const sent = at(2_000, {
    name: 'mail to bob@example.com',
    statusMessage: 'login with password=hunter2 failed',
    attributes,
    resource: { 'process.command_line': 'shop --token=abcdefgh12345678' },
    events: [{ at: 0n, name: 'exception', attributes: { ...attributes, 'exception.message': 'card 4111 1111 1111 1111 declined' } }],
    links: [{ ...ids, attributes }],
  })
  expect(fitSpan(sent, WINDOW)).toMatchObject({
    name: 'mail to [removed:e-mail]',
    statusMessage: 'login with password=[removed:secret] failed',
    attributes: scrubbed,
    resource: { 'process.command_line': 'shop --token=[removed:secret]' },
    events: [{ name: 'exception', attributes: { ...scrubbed, 'exception.message': 'card [removed:card-number] declined' } }],
    links: [{ ...ids, attributes: scrubbed }],
  })
})
