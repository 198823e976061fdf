import { expect, test } from 'vitest'
import { asProtobuf, aTracesRequest, attributesOf, nanos, type Sent } from '../testing.ts'
import { tracesRequest } from './messages.ts'
import { decodeJson, decodeWire } from './shape.ts'
import { spansOf } from './spans.ts'

const AT = 1_790_000_000_000
const IDS = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

/** Reads the request in both forms, which must say the same. */
function read(sent: Sent) {
  const [json, wire] = [decodeJson(tracesRequest, sent), decodeWire(tracesRequest, asProtobuf('ExportTraceServiceRequest', sent))]
  expect(wire).toEqual(json)
  if (!('value' in wire)) throw new Error('not read')
  return spansOf(wire.value)
}

test('a span is read with everything that is kept of it', () => {
  const sent = {
    ...IDS,
    parentSpanId: '00f067aa0ba902b7',
    name: 'SELECT cart',
    kind: 3,
    startTimeUnixNano: nanos(AT),
    endTimeUnixNano: nanos(AT + 12),
    attributes: [...attributesOf({ 'db.system.name': 'postgresql' }), { key: 'rows', value: { intValue: '7' } }],
    events: [{ timeUnixNano: nanos(AT + 3), name: 'exception', attributes: attributesOf({ 'exception.type': 'Error' }) }],
    links: [{ ...IDS, attributes: attributesOf({ why: 'batch' }) }],
    status: { code: 2, message: 'no such table' },
    traceState: 'a=b',
    flags: 257,
  }
  expect(read(aTracesRequest([sent], { 'service.name': 'shop', 'host.name': 'shop-1' }))).toEqual([
    {
      ...IDS,
      parentId: '00f067aa0ba902b7',
      name: 'SELECT cart',
      service: 'shop',
      scope: 'http',
      kind: 3,
      status: 2,
      statusMessage: 'no such table',
      start: BigInt(nanos(AT)),
      end: BigInt(nanos(AT + 12)),
      attributes: { 'db.system.name': 'postgresql', rows: '7' },
      resource: { 'service.name': 'shop', 'host.name': 'shop-1' },
      events: [{ at: BigInt(nanos(AT + 3)), name: 'exception', attributes: { 'exception.type': 'Error' } }],
      links: [{ ...IDS, attributes: { why: 'batch' } }],
    },
  ])
})

test('what was not sent is empty, and who does not say what it is has the name that OpenTelemetry gives it', () => {
  expect(read(aTracesRequest([{ ...IDS, startTimeUnixNano: nanos(AT) }]))).toMatchObject([
    { ...IDS, parentId: '', service: 'unknown_service', status: 0, end: 0n, attributes: {}, events: [] },
  ])
})
