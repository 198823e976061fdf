import { expect, test } from 'vitest'
import { KINDS } from './domain/words.ts'
import { besiege, PLAIN } from './testing-siege.ts'

const REQUESTS = 100_000
const MIB = 1024 * 1024

test(
  `${REQUESTS} damaged and hostile requests to every intake get a plain answer in bounded memory, and the next good one works`,
  { timeout: 3_600_000 },
  async () => {
    const before = process.memoryUsage().rss
    const { outcomes, works } = await besiege(REQUESTS, 11)
    expect([...outcomes.keys()].filter((outcome) => !PLAIN.has(outcome))).toEqual([])
    expect(works).toEqual(KINDS)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  },
)
