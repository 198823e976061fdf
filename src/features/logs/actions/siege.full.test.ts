import { expect, test } from 'vitest'
import { besiege } from '../testing.ts'

const REQUESTS = 100_000
const MIB = 1024 * 1024
const PLAIN = new Set(['taken', 'refused', 'common.invalid_request', 'common.too_large', 'logs.too_many_lines'])

test.each(['json', 'syslog'] as const)(
  `${REQUESTS} damaged and hostile requests of %s get a plain answer in bounded memory, and the next good one works`,
  { timeout: 600_000 },
  async (form) => {
    const before = process.memoryUsage().rss
    const { outcomes, worksAfterwards } = await besiege(form, REQUESTS, 11)
    expect([...outcomes.keys()].filter((outcome) => !PLAIN.has(outcome))).toEqual([])
    expect(worksAfterwards).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  },
)
