import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { declaredOf, foundIn, type ReleasedPost } from './declared.ts'
import { statesOver, type Found, type Outcome } from './states.ts'
import { daysOf, percentOf, rangeOfDays, secondsOf, uptimeOf } from './uptime.ts'
import { DECLARED_STATES, PHASES_OF, STATES } from './words.ts'

const NOW = instant('2026-11-22T14:03:27.456Z')
const RANGE = rangeOfDays(NOW)
const LENGTH = (RANGE.to - RANGE.from) / SECOND_MS

const moment = fc.integer({ min: -100_000, max: LENGTH + 100_000 }).map((seconds) => later(RANGE.from, seconds * SECOND_MS))
/** Runs of one check: in their order, each ending before the next begins. */
const checkRuns = fc
  .tuple(
    fc.uniqueArray(moment, { maxLength: 40 }),
    fc.array(fc.constantFrom<Outcome>('up', 'down', 'unknown'), { minLength: 40, maxLength: 40 }),
  )
  .map(([times, outcomes]) => {
    const sorted = times.toSorted((one, other) => one - other)
    return sorted
      .slice(0, -1)
      .map((from, index): Found<Outcome> => ({ from, to: sorted[index + 1] as Instant, value: outcomes[index] ?? 'up' }))
  })
const post = fc
  .record({
    kind: fc.constantFrom('incident' as const, 'maintenance' as const),
    startedAt: moment,
    length: fc.integer({ min: 1, max: 500_000 }),
    steps: fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 300_000_123 }),
        phase: fc.integer({ min: 0, max: 3 }),
        effects: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(...DECLARED_STATES)),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ kind, startedAt, length, steps }): ReleasedPost => {
    let at: Instant = startedAt
    const updates = steps.map(({ after, phase, effects }) => {
      at = later(at, after)
      return { at, phase: PHASES_OF[kind][phase] ?? 'investigating', effects }
    })
    return { kind, startedAt, plannedTo: kind === 'maintenance' ? later(startedAt, length * SECOND_MS) : null, updates }
  })
const posts = fc.array(post, { maxLength: 8 })

describe('uptime', () => {
  test('the states of a component fill the time: no gap, no overlap, exactly 100 percent', () => {
    fc.assert(
      fc.property(fc.array(checkRuns, { maxLength: 4 }), posts, moment, (checks, released, since) => {
        const declared = foundIn(
          declaredOf(released).filter(({ componentId }) => componentId === 'a'),
          RANGE.to,
        )
        const intervals = statesOver({ since, checks, declared }, RANGE)
        expect(intervals[0]?.from).toBe(RANGE.from)
        expect(intervals.at(-1)?.to).toBe(RANGE.to)
        for (const [index, { from, to }] of intervals.entries()) {
          expect(to).toBeGreaterThan(from)
          if (index > 0) expect(from).toBe(intervals[index - 1]?.to)
        }
        const seconds = secondsOf(intervals)
        expect(STATES.reduce((sum, state) => sum + seconds[state], 0)).toBe(LENGTH)
        const percent = percentOf(seconds)
        expect(STATES.reduce((sum, state) => sum + Math.round(percent[state] * 100), 0)).toBe(10_000)
        const uptime = uptimeOf(seconds)
        if (uptime !== null) expect(uptime >= 0 && uptime <= 1).toBe(true)
      }),
    )
  })

  test('the bars of the days are the same seconds once more', () => {
    fc.assert(
      fc.property(fc.array(checkRuns, { maxLength: 3 }), (checks) => {
        const intervals = statesOver({ since: RANGE.from, checks, declared: [] }, RANGE)
        const days = daysOf(intervals, RANGE).map(secondsOf)
        expect(days).toHaveLength(90)
        const whole = secondsOf(intervals)
        for (const state of STATES) expect(days.reduce((sum, day) => sum + day[state], 0)).toBe(whole[state])
        for (const day of days.slice(0, -1)) expect(STATES.reduce((sum, state) => sum + day[state], 0)).toBe(DAY_MS / SECOND_MS)
      }),
    )
  })

  test('what is declared of one component never overlaps, however many posts speak of it', () => {
    fc.assert(
      fc.property(posts, (released) => {
        const declared = declaredOf(released)
        for (const [index, one] of declared.entries()) {
          if (one.to !== null) expect(one.to).toBeGreaterThan(one.from)
          const next = declared[index + 1]
          if (next?.componentId !== one.componentId) continue
          expect(one.to).not.toBeNull()
          expect(next.from).toBeGreaterThanOrEqual(one.to ?? 0)
        }
      }),
    )
  })
})
