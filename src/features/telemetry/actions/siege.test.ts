import { expect, test } from 'vitest'
import { besiege } from '../testing.ts'

test.each(['1.0', '2.0'] as const)(
  'thousands of damaged and hostile requests of remote write %s get a plain answer, and the next good one works',
  { timeout: 600_000 },
  async (version) => {
    const { outcomes, worksAfterwards } = await besiege(3_000, 7, version)
    expect([...outcomes.keys()].toSorted()).toEqual(['taken', 'telemetry.malformed', 'telemetry.too_many_samples'])
    expect(worksAfterwards).toBe(true)
  },
)
