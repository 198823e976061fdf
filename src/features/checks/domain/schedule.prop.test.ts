import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, SECOND_MS } from '#kit/time.ts'
import { fitsInterval, phaseOf, slotAfter, slotAt } from './schedule.ts'

const grid = fc.record({ id: fc.uuid(), intervalSeconds: fc.integer({ min: 5, max: 86_400 }) })

test('slots lie one interval apart, the last one never in the future', () => {
  fc.assert(
    fc.property(grid, fc.integer({ min: 0, max: 2 ** 41 }), (of, ms) => {
      const now = instant(ms)
      const slot = slotAt(of, now)
      expect(slot).toBeLessThanOrEqual(now)
      expect(slotAfter(of, now)).toBeGreaterThan(now)
      expect(slotAfter(of, now) - slot).toBe(of.intervalSeconds * SECOND_MS)
      expect(slotAt(of, slotAfter(of, now))).toBe(slotAfter(of, now))
    }),
  )
})

test('thousands of checks of one interval are spread over it evenly', () => {
  const counts = Array.from({ length: 60 }, () => 0)
  for (let made = 0; made < 6_000; made++) {
    const second = phaseOf(`01890a5d-ac96-774b-bcce-${made.toString(16).padStart(12, '0')}`, 60)
    counts[second] = (counts[second] ?? 0) + 1
  }
  expect(Math.max(...counts)).toBeLessThan(160)
  expect(Math.min(...counts)).toBeGreaterThan(40)
})

test('attempts with the pauses between them must end before the next slot', () => {
  expect(fitsInterval({ intervalSeconds: 60, timeLimitMs: 10_000, retries: 2 })).toBe(true)
  expect(fitsInterval({ intervalSeconds: 5, timeLimitMs: 5_000, retries: 0 })).toBe(true)
  expect(fitsInterval({ intervalSeconds: 5, timeLimitMs: 2_000, retries: 1 })).toBe(false)
})
