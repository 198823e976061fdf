import { expect, test } from 'vitest'
import { besiege } from '../testing.ts'

test('thousands of damaged and hostile requests get a plain answer, and the next good one works', { timeout: 60_000 }, async () => {
  const { outcomes, worksAfterwards } = await besiege(3_000, 7)
  expect([...outcomes.keys()].toSorted()).toEqual(['taken', 'telemetry.malformed', 'telemetry.too_many_samples'])
  expect(worksAfterwards).toBe(true)
})
