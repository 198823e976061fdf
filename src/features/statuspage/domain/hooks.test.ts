/** Which addresses can follow, what they are sent, and what their answers mean. */
import { describe, expect, test } from 'vitest'
import { later, type Instant } from '#kit/time.ts'
import { isConfirmed, isLasting, judgeAnswer, LASTING_FAILURE_MS, readHook, slackBody } from './hooks.ts'

describe('an address can follow', () => {
  test.each([
    ['https://hooks.slack.com/services/T1/B2/x', 'slack'],
    [' https://ops.example.com/status?key=1#top ', 'webhook'],
    ['https://hooks.slack.com.evil.example/services/T1', 'webhook'],
  ] as const)('%s', (text, channel) => {
    expect(readHook(text)?.channel).toBe(channel)
  })

  test.each([
    '',
    'reader@example.org',
    'http://ops.example.com/',
    'https://me:secret@ops.example.com/',
    `https://x.example/${'a'.repeat(500)}`,
    'file:///etc/passwd',
  ])('but not %s', (text) => {
    expect(readHook(text)).toBeUndefined()
  })

  test('whatever stands behind its number sign, which is sent to nobody', () => {
    expect(readHook('https://ops.example.com/a#b')?.url).toBe('https://ops.example.com/a')
  })
})

test('only who gives the challenge back has confirmed', () => {
  expect(isConfirmed({ status: 200, text: '{"challenge":"abc"}' }, 'abc')).toBe(true)
  for (const text of ['{"challenge":"abd"}', 'abc', '"abc"', 'null', '']) expect(isConfirmed({ status: 200, text }, 'abc')).toBe(false)
  expect(isConfirmed({ status: 500, text: '{"challenge":"abc"}' }, 'abc')).toBe(false)
})

test.each([
  ['webhook', 204, 'taken'],
  ['webhook', 410, 'gone'],
  ['webhook', 404, 'failed'],
  ['webhook', 302, 'failed'],
  ['slack', 404, 'gone'],
  ['slack', 403, 'gone'],
  ['slack', 429, 'failed'],
] as const)('%s answers %d: %s', (channel, status, verdict) => {
  expect(judgeAnswer({ channel, status })).toBe(verdict)
})

test('a text for Slack cannot ping anybody, and is cut to what it takes', () => {
  expect(JSON.parse(slackBody('Shop <!channel>', 'a & b'))).toEqual({ text: '*Shop &lt;!channel&gt;*\na &amp; b' })
  expect((JSON.parse(slackBody('Shop', 'x'.repeat(5_000))) as { text: string }).text).toHaveLength(3_000)
})

test('two days of failure are lasting, a moment less is not', () => {
  const since = 1_800_000_000_000 as Instant
  expect(isLasting(since, later(since, LASTING_FAILURE_MS - 1))).toBe(false)
  expect(isLasting(since, later(since, LASTING_FAILURE_MS))).toBe(true)
})
