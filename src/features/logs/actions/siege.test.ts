import { expect, test } from 'vitest'
import { besiege } from '../testing.ts'

test.each([
  ['json', ['common.invalid_request', 'refused', 'taken']],
  ['syslog', ['refused', 'taken']],
] as const)(
  'thousands of damaged and hostile requests of %s get a plain answer, and the next good one works',
  { timeout: 600_000 },
  async (form, expected) => {
    const { outcomes, worksAfterwards } = await besiege(form, 2_000, 7)
    expect([...outcomes.keys()].toSorted()).toEqual(expected)
    expect(worksAfterwards).toBe(true)
  },
)
