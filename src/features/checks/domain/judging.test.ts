import { describe, expect, test } from 'vitest'
import { httpSettings } from '../testing.ts'
import { stepsOf, textAt } from './json-path.ts'
import { judgeAnswer } from './judge-http.ts'
import { readPing } from './ping.ts'
import { differing, recordTexts } from './records.ts'

describe('an answer by HTTP', () => {
  const answer = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"checks":[{"ok":true}],"name":"shop"}',
    isCut: false,
  }
  const judged = (expected: Partial<Parameters<typeof httpSettings>[0]>, of: Partial<typeof answer> = {}) =>
    judgeAnswer({ ...answer, ...of }, httpSettings({ url: 'https://shop.example.com', ...expected }))

  test.each([
    ['is as expected', {}, {}, 'answered', '200'],
    ['has a status out of the range', {}, { status: 503 }, 'status_unexpected', '503'],
    ['may have any status that was allowed', { statusTo: 599 }, { status: 503 }, 'answered', '503'],
    ['lacks a header', { expectHeader: { name: 'X-Up', value: '' } }, {}, 'header_missing', 'X-Up'],
    ['has the header', { expectHeader: { name: 'Content-Type', value: 'JSON' } }, {}, 'answered', '200'],
    ['lacks the text', { expectText: 'welcome' }, {}, 'text_missing', 'welcome'],
    ['has the value', { expectJson: { path: '$.checks[0].ok', value: 'true' } }, {}, 'answered', '200'],
    ['has another value', { expectJson: { path: 'name', value: 'bar' } }, {}, 'json_differs', 'name'],
    ['is no JSON', { expectJson: { path: 'name', value: 'shop' } }, { body: '<html>' }, 'json_differs', 'name'],
  ] as const)('%s', (_words, expected, of, reason, detail) => {
    expect(judged(expected, of)).toMatchObject({ reason, detail })
  })
})

test('paths into JSON name one value, and nothing that is not there', () => {
  const json = { a: [{ b: 1 }, 'two'], 'c-d': null }
  expect(textAt(json, 'a[0].b')).toBe('1')
  expect(textAt(json, '$.a[1]')).toBe('two')
  expect(textAt(json, 'c-d')).toBe('null')
  expect(textAt(json, 'a[9].b')).toBeUndefined()
  expect(textAt(json, 'constructor')).toBeUndefined()
  expect(stepsOf('a[x]')).toBeUndefined()
  expect(stepsOf('a..b')).toBeUndefined()
})

test('records are compared in any order, without the dot at their end', () => {
  expect(recordTexts([{ exchange: 'MX.example.com.', priority: 10 }])).toEqual(['10 mx.example.com'])
  expect(recordTexts([['v=spf1 ', '-all']])).toEqual(['v=spf1 -all'])
  expect(differing(['192.0.2.2', '192.0.2.1'].toSorted(), ['192.0.2.2', '192.0.2.1'])).toBeUndefined()
  expect(differing(['192.0.2.1'], ['192.0.2.2'])).toBe('192.0.2.1')
  expect(differing(['192.0.2.1'], [])).toBeUndefined()
})

test.each([
  ['64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.035 ms\n1 packets transmitted, 1 received, 0% packet loss', 0, '', 'answered'],
  ['PING 192.0.2.1\n1 packets transmitted, 0 received, 100% packet loss, time 0ms', 1, '', 'packets_lost'],
  ['From 192.0.2.254 icmp_seq=1 Destination Host Unreachable', 1, '', 'host_unreachable'],
  ['', 2, 'ping: connect: Network is unreachable', 'own_network_failed'],
  ['', 2, 'ping: socket: Operation not permitted', 'means_missing'],
  ['', undefined, '', 'packets_lost'],
] as const)('what ping says is understood: %j', (output, status, told, reason) => {
  expect(readPing({ status, output, told }).reason).toBe(reason)
})
