import { expect, test } from 'vitest'
import { KINDS } from './domain/words.ts'
import { besiege, PLAIN } from './testing-siege.ts'

test('damaged and hostile requests to every intake get a plain answer, and the next good one works', async () => {
  const { outcomes, works } = await besiege(1_000, 7)
  expect([...outcomes.keys()].filter((outcome) => !PLAIN.has(outcome))).toEqual([])
  expect(outcomes.get('intakes.alerts_refused')).toBeGreaterThan(50)
  expect(works).toEqual(KINDS)
})
