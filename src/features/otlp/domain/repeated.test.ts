import { expect, test } from 'vitest'
import { aLogsRequest, aTracesRequest, type Sent } from '../testing.ts'
import { logsRequest } from './log-messages.ts'
import { tracesRequest } from './messages.ts'
import { repeatedByLines, repeatedBySpans } from './repeated.ts'
import { decodeJson, type Shape } from './shape.ts'

function read<T>(shape: Shape<T>, sent: Sent): T {
  const read = decodeJson(shape, sent)
  if (!('value' in read)) throw new Error('not read')
  return read.value
}

test('what is said once of a sender and its logger counts with each line and span', () => {
  const resource = { 'host.name': 'shop-1' }
  const said = 'host.name'.length + 'shop-1'.length
  expect(repeatedByLines(read(logsRequest, aLogsRequest([{}, {}, {}], resource)))).toBe(3 * (said + 'cart'.length))
  expect(repeatedBySpans(read(tracesRequest, aTracesRequest([{}, {}], resource)))).toBe(2 * (said + 'http'.length))
  expect(repeatedByLines(read(logsRequest, aLogsRequest([], resource)))).toBe(0)
})
