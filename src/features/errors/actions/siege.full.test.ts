import { expect, test } from 'vitest'
import { besiege } from '../testing-siege.ts'

const REQUESTS = 100_000
const MIB = 1024 * 1024
/** Each is an answer of 200, 400, 413, 415 or 429. */
const PLAIN = new Set([
  'taken',
  'common.invalid_request',
  'common.too_large',
  'common.unsupported_media_type',
  'errors.malformed',
  'errors.too_many_items',
  'errors.over_quota',
])

test(
  `${REQUESTS} damaged and hostile envelopes get a plain answer in bounded memory, and the next good one works`,
  { timeout: 900_000 },
  async () => {
    const before = process.memoryUsage().rss
    const { outcomes, worksAfterwards } = await besiege(REQUESTS, 11)
    expect([...outcomes.keys()].filter((outcome) => !PLAIN.has(outcome))).toEqual([])
    expect(worksAfterwards).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  },
)
