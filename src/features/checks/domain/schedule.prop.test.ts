import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, SECOND_MS } from '#kit/time.ts'
import { fitsInterval, phaseOf, slotAfter, slotAt } from './schedule.ts'
import { Timetable } from './timetable.ts'

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

test('what is due is taken in the order of its time, each once, and replaced times are forgotten', () => {
  const step = fc.record({ id: fc.integer({ min: 0, max: 9 }).map(String), at: fc.integer({ min: 0, max: 100 }), drops: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const timetable = new Timetable()
      const model = new Map<string, number>()
      for (const { id, at, drops } of steps) {
        if (drops) {
          timetable.delete(id)
          model.delete(id)
        } else {
          timetable.set(id, instant(at))
          model.set(id, at)
        }
      }
      expect(timetable.size).toBe(model.size)
      const taken: [string, number][] = []
      for (let entry = timetable.take(instant(50)); entry; entry = timetable.take(instant(50))) taken.push([entry.id, entry.at])
      expect(taken.map(([, at]) => at)).toEqual(taken.map(([, at]) => at).toSorted((one, other) => one - other))
      expect(new Map(taken)).toEqual(new Map([...model].filter(([, at]) => at <= 50)))
      expect(timetable.size).toBe([...model.values()].filter((at) => at > 50).length)
    }),
  )
})

test('attempts with the pauses between them must end before the next slot', () => {
  expect(fitsInterval({ intervalSeconds: 60, timeLimitMs: 10_000, retries: 2 })).toBe(true)
  expect(fitsInterval({ intervalSeconds: 5, timeLimitMs: 5_000, retries: 0 })).toBe(true)
  expect(fitsInterval({ intervalSeconds: 5, timeLimitMs: 2_000, retries: 1 })).toBe(false)
})
