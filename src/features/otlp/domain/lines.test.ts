import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { aLogsRequest, asProtobuf, attributesOf, nanos, type Sent } from '../testing.ts'
import { linesOf } from './lines.ts'
import { logsRequest } from './log-messages.ts'
import { decodeJson, decodeWire } from './shape.ts'

const AT = 1_790_000_000_000
const IDS = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

/** Reads the request in both forms, which must say the same. */
function read(sent: Sent) {
  const [json, wire] = [decodeJson(logsRequest, sent), decodeWire(logsRequest, asProtobuf('ExportLogsServiceRequest', sent))]
  expect(wire).toEqual(json)
  if (!('value' in wire)) throw new Error('not read')
  return linesOf(wire.value)
}
const bodyOf = (body: object) => read(aLogsRequest([{ body }]))[0]?.body

test('a line is read with everything that is kept of it', () => {
  const sent = {
    ...IDS,
    timeUnixNano: nanos(AT),
    observedTimeUnixNano: nanos(AT + 250),
    severityNumber: 13,
    severityText: 'WARNING',
    body: { stringValue: 'slow' },
    attributes: [...attributesOf({ 'http.route': '/cart' }), { key: 'tries', value: { intValue: '3' } }],
    eventName: 'cart.slow',
    flags: 1,
    droppedAttributesCount: 2,
  }
  expect(read(aLogsRequest([sent], { 'service.name': 'shop', 'host.name': 'shop-1' }))).toEqual([
    {
      ...IDS,
      at: instant(AT),
      observedAt: instant(AT + 250),
      severity: 13,
      body: 'slow',
      attributes: ['http.route', '/cart', 'tries', '3', 'event.name', 'cart.slow', 'otel.scope.name', 'cart'],
      resource: { service: 'shop', attributes: ['host.name', 'shop-1'] },
    },
  ])
})

test('what was not sent is empty, and the time is when the line was seen', () => {
  const [bare, seen] = read(aLogsRequest([{}, { observedTimeUnixNano: nanos(AT) }]))
  expect(bare).toMatchObject({ at: null, observedAt: null, severity: 0, body: '', traceId: '', spanId: '' })
  expect(bare?.resource).toEqual({ service: '', attributes: [] })
  expect(seen).toMatchObject({ at: instant(AT), observedAt: instant(AT) })
})

test('a text is the body as it is, anything else as JSON', () => {
  const order = { kvlistValue: { values: [{ key: 'order', value: { intValue: '7' } }] } }
  expect(bodyOf({ stringValue: '{"not":"touched"}' })).toBe('{"not":"touched"}')
  expect(bodyOf({ doubleValue: 0.5 })).toBe('0.5')
  expect(bodyOf({ boolValue: false })).toBe('false')
  expect(bodyOf({ arrayValue: { values: [{ stringValue: 'a' }, order] } })).toBe('["a",{"order":7}]')
  expect(bodyOf({ bytesValue: Buffer.from('raw').toString('base64') })).toBe('cmF3')
})

test('a severity is the number, else what the level says in words, which stays when nobody knows it', () => {
  const severities = [{ severityNumber: 24 }, { severityNumber: 25, severityText: 'Error' }, { severityText: 'loud' }]
  const lines = read(aLogsRequest(severities))
  expect(lines.map(({ severity }) => severity)).toEqual([24, 17, 0])
  expect(lines.map(({ attributes }) => attributes.slice(0, -2))).toEqual([[], [], ['severity_text', 'loud']])
})

test('ids that are none are left out, and lines of one sender share what is known of it', () => {
  const [one, other] = read(aLogsRequest([{ traceId: 'ab', spanId: 'ab' }, {}], { 'service.name': 'shop' }))
  expect(one).toMatchObject({ traceId: '', spanId: '' })
  expect(one?.resource).toBe(other?.resource)
})

test('a body that is no value is refused with its name', () => {
  expect(decodeJson(logsRequest, aLogsRequest([{ body: 'text' }]))).toMatchObject({
    broken: 'malformed',
    detail: expect.stringMatching('body must be'),
  })
})
