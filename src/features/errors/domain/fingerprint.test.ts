import { describe, expect, test } from 'vitest'
import { anEvent, anException, type SentEvent } from '../testing.ts'
import { fingerprintOf, withoutNumbers } from './fingerprint.ts'
import { readEvent } from './read-event.ts'

function printOf(event: SentEvent) {
  const read = readEvent(event, '')
  if (!read) throw new TypeError('no event')
  return fingerprintOf(read)
}
const same = (one: SentEvent, other: SentEvent) => JSON.stringify(printOf(one)) === JSON.stringify(printOf(other))
const thrown = (...frames: SentEvent[]) => anEvent({ exception: { values: [{ type: 'E', value: 'x', stacktrace: { frames } }] } })
const call = (of: SentEvent): SentEvent => ({ function: 'f', filename: '/app/a.js', in_app: true, ...of })

describe('errors with a stack', () => {
  test('are the same when the application’s own calls are, whatever their text, lines and libraries say', () => {
    expect(printOf(anEvent()).reason).toBe('stack_in_app')
    expect(same(anEvent(), anEvent({ exception: { values: [anException({ value: 'order 17 is undefined' })] } }))).toBe(true)
    expect(same(thrown(call({ lineno: 1 })), thrown(call({ lineno: 99, colno: 4 })))).toBe(true)
    expect(same(thrown(call({})), thrown(call({ function: 'lib', in_app: false }), call({})))).toBe(true)
  })

  test('are others when another type was thrown or another function called', () => {
    expect(same(anEvent(), anEvent({ exception: { values: [anException({ type: 'RangeError' })] } }))).toBe(false)
    expect(same(anEvent(), anEvent({ exception: { values: [anException({ function: 'discount' })] } }))).toBe(false)
  })

  test.each([
    ['hashes of bundles', 'https://shop.example/assets/app-3f2a9c1b.js', 'https://cdn.example/assets/app-77aa01bc.js?v=2'],
    ['hashes with a point', 'app.3f2a9c1b.min.js', 'app.1c2d3e4f.min.js'],
    ['numbers in paths', '/srv/release-17/a.py', '/srv/release-18/a.py'],
  ])('are the same in spite of %s', (_what, one, other) => {
    expect(same(thrown(call({ filename: one })), thrown(call({ filename: other })))).toBe(true)
  })

  test('count a call that calls itself once, and go by the line of code where a function has no name', () => {
    expect(same(thrown(call({}), call({}), call({})), thrown(call({})))).toBe(true)
    const anonymous = (code: string) => thrown(call({ function: '<anonymous>', context_line: code }))
    expect(same(anonymous('a()'), anonymous('b()'))).toBe(false)
  })

  test('of libraries alone are told apart by all their calls', () => {
    expect(printOf(thrown(call({ in_app: false }))).reason).toBe('stack')
  })
})

describe('errors without a stack', () => {
  const exception = (value: string) => anEvent({ exception: { values: [{ type: 'Timeout', value }] } })

  test('are the same when type and text are, numbers left out', () => {
    expect(printOf(exception('no answer after 30 s'))).toEqual({ reason: 'exception', parts: ['Timeout', 'no answer after * s'] })
    expect(same(exception('no answer after 30 s'), exception('no answer after 31 s'))).toBe(true)
    expect(same(exception('no answer'), exception('no route'))).toBe(false)
  })

  test('that are messages go by the text before its values were put in', () => {
    const message = (name: string) => anEvent({ exception: undefined, logentry: { message: 'no user %s', formatted: `no user ${name}` } })
    expect(printOf(message('anna'))).toEqual({ reason: 'message_template', parts: ['no user %s'] })
    expect(same(message('anna'), message('ben'))).toBe(true)
    expect(printOf(anEvent({ exception: undefined, message: 'disk 3 full' }))).toEqual({ reason: 'message', parts: ['disk * full'] })
    expect(printOf(anEvent({ exception: undefined, transaction: 'GET /' }))).toEqual({ reason: 'nothing', parts: ['GET /'] })
  })
})

test('what the client says to go by is gone by, with ours in the place of {{ default }}', () => {
  expect(printOf(anEvent({ fingerprint: ['payments', 7] }))).toEqual({ reason: 'custom', parts: ['payments', '7'] })
  expect(printOf(anEvent({ fingerprint: ['{{ default }}'] }))).toEqual(printOf(anEvent()))
  const parts = ['eu', ...printOf(anEvent()).parts]
  expect(printOf(anEvent({ fingerprint: ['eu', '{{default}}'] }))).toEqual({ reason: 'custom', parts })
})

test('numbers, UUIDs and hashes are different each time', () => {
  const text = 'order 42 at 0x7fff of 01890a5d-ac96-774b-bcce-b302099a8057, digest deadbeef1, facade'
  expect(withoutNumbers(text)).toBe('order * at * of *, digest *, facade')
})
