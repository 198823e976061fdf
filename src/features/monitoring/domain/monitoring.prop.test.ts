import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { bucketsBetween, quantileOf } from './latency.ts'
import { judgeOverload, type Minute } from './overload.ts'
import { increase, increaseOfDevices, share } from './rates.ts'
import { chooseSteps } from './steps.ts'

const NOW = instant('2026-11-21T10:00:00Z')
const growths = fc.array(fc.record({ by: fc.nat({ max: 1_000 }), reset: fc.boolean() }), { maxLength: 50 })

test('over any number of resets, increases never exceed what was counted and are never negative', () => {
  fc.assert(
    fc.property(growths, (steps) => {
      let [counter, counted, found] = [0, 0, 0]
      for (const { by, reset } of steps) {
        const before = counter
        counter = (reset ? 0 : counter) + by
        counted += by
        const grown = increase(before, counter)
        expect(grown).toBeGreaterThanOrEqual(0)
        found += grown
      }
      expect(found).toBeLessThanOrEqual(counted)
      if (!steps.some(({ reset }) => reset)) expect(found).toBe(counted)
    }),
  )
})

test('a device that comes or goes never shows as traffic', () => {
  const device = fc.record({ device: fc.constantFrom('eth0', 'eth1', 'eth2'), inBytes: fc.nat(), outBytes: fc.nat() })
  const devices = fc.uniqueArray(device, { selector: (each) => each.device })
  fc.assert(
    fc.property(devices, devices, (before, now) => {
      const both = now.filter((each) => before.some((was) => was.device === each.device))
      expect(increaseOfDevices(before, now)).toEqual(increaseOfDevices(before, both))
    }),
  )
})

test('a share lies between nothing and all', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), (part, whole) => {
      expect(share(part, whole)).toBeGreaterThanOrEqual(0)
      expect(share(part, whole)).toBeLessThanOrEqual(1)
    }),
  )
})

test('steps cover the whole range, are aligned, and are never more than asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 1, max: 5e11 }),
      fc.integer({ min: 1, max: 1_000 }),
      (start, length, points) => {
        const [from, to] = [instant(start), instant(start + length)]
        const steps = chooseSteps(from, to, { points, finestSeconds: 1 })
        const stepMs = steps.stepSeconds * SECOND_MS
        expect(steps.from % stepMs).toBe(0)
        expect(steps.from).toBeLessThanOrEqual(from)
        expect(from - steps.from).toBeLessThan(stepMs)
        expect(steps.from + steps.count * stepMs).toBeGreaterThanOrEqual(to)
        // A range that straddles a border needs two steps however long they are.
        expect(steps.count).toBeLessThanOrEqual(Math.max(points, 2))
      },
    ),
  )
})

const bounds = [0.005, 0.01, 0.05, 0.1, 1, 5, Infinity]
const histogram = (times: readonly number[]) => bounds.map((upTo) => ({ upTo, count: times.filter((time) => time <= upTo).length }))

test('a quantile lies in the bucket that holds the true one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.0001, max: 20, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 1),
      (times, q) => {
        const truth = times.toSorted((a, b) => a - b)[Math.ceil(q * times.length) - 1] ?? 0
        const upper = bounds.findIndex((bound) => truth <= bound)
        const lowest = bounds[upper - 1] ?? 0
        const found = quantileOf(histogram(times), q) ?? -1
        expect(found).toBeGreaterThanOrEqual(lowest)
        expect(found).toBeLessThanOrEqual(upper === bounds.length - 1 ? 5 : (bounds[upper] ?? 0))
      },
    ),
  )
})

test('between two readings only what came in between counts; without answers there is no response time', () => {
  const earlier = histogram([0.2, 0.2, 0.2])
  expect(quantileOf(bucketsBetween(earlier, histogram([0.2, 0.2, 0.2, 0.003])), 0.95)).toBeLessThanOrEqual(0.005)
  expect(quantileOf(bucketsBetween(earlier, earlier), 0.95)).toBeUndefined()
  expect(quantileOf([], 0.5)).toBeUndefined()
})

const minutesOf = (values: readonly (number | null)[]): Minute[] =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ at: later(NOW, (index - values.length) * MINUTE_MS), min: value, last: value }],
  )

test('nobody is told before the time is over, nor after a dip, nor across a long hole', () => {
  const threshold = { above: 0.8, forMs: 15 * MINUTE_MS }
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0.5, 0.8, 0.9, 0.95, null), { maxLength: 60 }), (values) => {
      const verdict = judgeOverload(minutesOf(values), threshold, NOW)
      const lastFifteen = values.slice(-15)
      const isBusy = lastFifteen.length === 15 && lastFifteen.every((value) => value === null || value > 0.8)
      const hole = lastFifteen.map((value) => (value === null ? '-' : 'x')).join('')
      if (verdict.overloaded) {
        expect(isBusy).toBe(true)
        expect(hole).not.toMatch(/x---+x/)
        expect(NOW - verdict.since).toBeGreaterThanOrEqual(threshold.forMs)
      } else if (isBusy && !hole.includes('-')) expect.unreachable('busy for fifteen minutes')
    }),
    { numRuns: 2_000 },
  )
})
