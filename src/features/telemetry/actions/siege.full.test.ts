import { expect, test } from 'vitest'
import { besiege } from '../testing.ts'

const REQUESTS = 100_000
const MIB = 1024 * 1024

test.each(['1.0', '2.0'] as const)(
  `${REQUESTS} damaged and hostile requests of remote write %s get a plain answer in bounded memory, and the next good one works`,
  { timeout: 600_000 },
  async (version) => {
    const before = process.memoryUsage().rss
    const { outcomes, worksAfterwards } = await besiege(REQUESTS, 11, version)
    expect([...outcomes.keys()].filter((outcome) => outcome !== 'taken' && !outcome.startsWith('telemetry.'))).toEqual([])
    expect(worksAfterwards).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  },
)
