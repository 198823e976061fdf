import { describe, expect, test } from 'vitest'
import { besiege } from '../testing-siege.ts'

const REQUESTS = 100_000
const MIB = 1024 * 1024
/** Each is an answer of 200, 400, 413 or 415. */
const PLAIN = new Set([
  'taken',
  'refused',
  'common.invalid_request',
  'common.too_large',
  'common.unsupported_media_type',
  'otlp.malformed',
  'otlp.too_large',
  'telemetry.too_many_samples',
  'traces.too_many_spans',
  'logs.too_many_lines',
])

describe.each(['protobuf', 'json'] as const)('as %s', (form) => {
  test.each(['metrics', 'traces', 'logs'] as const)(
    `${REQUESTS} damaged and hostile requests of %s get a plain answer in bounded memory, and the next good one works`,
    { timeout: 600_000 },
    async (signal) => {
      const before = process.memoryUsage().rss
      const { outcomes, afterwards } = await besiege(signal, form, { count: REQUESTS, seed: 11, rounds: 5 })
      expect([...outcomes.keys()].filter((outcome) => !PLAIN.has(outcome))).toEqual([])
      expect(afterwards).toEqual({ count: 0, words: '' })
      expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
    },
  )
})
