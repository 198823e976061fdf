import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { availabilityOf, barsOf, intervalsOf, type Run } from './states.ts'

const REASON = { up: 'answered', down: 'answer_timeout', unknown: 'prober_starved' } as const
const run = fc
  .tuple(fc.integer({ min: -500, max: 1_500 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom('up', 'down', 'unknown'))
  .map(([from, length, outcome]): Run => ({ from: instant(from), to: instant(from + length), outcome, reason: REASON[outcome] }))
const runs = fc.array(run, { maxLength: 30 }).map((all) => all.toSorted((one, other) => one.from - other.from))
const RANGE = { from: instant(0), to: instant(1_000) }

test('states fill a range without a gap and without an overlap, whatever was found', () => {
  fc.assert(
    fc.property(runs, (found) => {
      const intervals = intervalsOf(found, RANGE)
      expect(intervals[0]?.from).toBe(RANGE.from)
      expect(intervals.at(-1)?.to).toBe(RANGE.to)
      for (const [index, { from, to }] of intervals.entries()) {
        expect(to).toBeGreaterThan(from)
        if (index > 0) expect(from).toBe(intervals[index - 1]?.to)
      }
    }),
  )
})

test('at every moment the state is that of the latest run that holds, and unknown when none does', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: 999 }), (found, at) => {
      const begun = found.filter(({ from }) => from <= at)
      const latest = begun.at(-1)
      const expected = latest !== undefined && at < latest.to ? latest.outcome : 'unknown'
      expect(intervalsOf(found, RANGE).find(({ from, to }) => from <= at && at < to)?.outcome).toBe(expected)
    }),
  )
})

test('the states of every bar add up to its length, and those of all bars to the whole', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 1, max: 60 }), (found, count) => {
      const bars = barsOf(intervalsOf(found, RANGE), RANGE, count)
      expect(bars).toHaveLength(count)
      for (const { up, down, unknown } of bars) expect(up + down + unknown).toBeCloseTo(1_000 / count, 6)
    }),
  )
})

test('availability is of the time in which somebody could say', () => {
  const of = (...found: [number, number, Run['outcome']][]) =>
    availabilityOf(
      intervalsOf(
        found.map(([from, to, outcome]) => ({ from: instant(from), to: instant(to), outcome, reason: REASON[outcome] })),
        RANGE,
      ),
    )
  expect(of([0, 300, 'up'], [300, 400, 'down'], [400, 500, 'unknown'])).toBe(0.75)
  expect(of([0, 1_000, 'unknown'])).toBeNull()
  expect(of()).toBeNull()
})
