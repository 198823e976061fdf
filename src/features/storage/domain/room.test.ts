import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, instant, later } from '#kit/time.ts'
import { allowance, whatGoes, type Partition } from './room.ts'

const GB = 10 ** 9
const NOW = instant('2026-11-22T10:00:00Z')
const TODAY = instant('2026-11-22T00:00:00Z')

const of = (table: string, daysAgo: number, keepDays: number, bytes = GB, days = 1): Partition => {
  const from = later(TODAY, -daysAgo * DAY_MS)
  return { table, id: `${keepDays}-${daysAgo}`, from, to: later(from, days * DAY_MS), keepDays, rows: 1, bytes }
}
const names = (partitions: readonly Partition[]) => partitions.map(({ table, id }) => `${table} ${id}`)

describe('how much telemetry may take', () => {
  test('four fifths of what it and the free space have together', () => {
    expect(allowance({ takenBytes: 60 * GB, freeBytes: 40 * GB, bytesMax: null })).toEqual({ bytes: 80 * GB, reason: 'disk' })
  })
  test('less when somebody chose less, and never more than the disk allows', () => {
    expect(allowance({ takenBytes: 60 * GB, freeBytes: 40 * GB, bytesMax: 50 * GB })).toEqual({ bytes: 50 * GB, reason: 'limit' })
    expect(allowance({ takenBytes: 60 * GB, freeBytes: 40 * GB, bytesMax: 500 * GB })).toEqual({ bytes: 80 * GB, reason: 'disk' })
  })
})

describe('what goes when it takes more', () => {
  const partitions = [of('sample', 0, 15), of('sample', 1, 15), of('sample', 5, 15), of('line', 12, 30), of('rollup', 21, 400, GB, 7)]

  test('nothing while it fits', () => {
    expect(whatGoes(partitions, 0, NOW)).toEqual({ drop: [], missingBytes: 0 })
    expect(whatGoes(partitions, -GB, NOW)).toEqual({ drop: [], missingBytes: 0 })
  })
  test('what would go soonest anyway goes first, samples before their roll-ups', () => {
    expect(names(whatGoes(partitions, 1, NOW).drop)).toEqual(['sample 15-5'])
    expect(names(whatGoes(partitions, 2.5 * GB, NOW).drop)).toEqual(['sample 15-5', 'line 30-12', 'rollup 400-21'])
  })
  test('today’s and yesterday’s stay, and what is still too much is said', () => {
    const { drop, missingBytes } = whatGoes(partitions, 10 * GB, NOW)
    expect(names(drop)).toEqual(['sample 15-5', 'line 30-12', 'rollup 400-21'])
    expect(missingBytes).toBe(7 * GB)
  })
  test('a week of roll-ups that is not over stays', () => {
    expect(names(whatGoes([of('rollup', 6, 90, GB, 7)], GB, NOW).drop)).toEqual([])
  })
  test('no more than needed goes, and nothing that is protected', () => {
    const partition = fc
      .record({
        daysAgo: fc.integer({ min: 0, max: 40 }),
        keepDays: fc.constantFrom(15, 30, 90),
        bytes: fc.integer({ min: 1, max: 1_000 }),
      })
      .map(({ daysAgo, keepDays, bytes }) => of('line', daysAgo, keepDays, bytes))
    fc.assert(
      fc.property(fc.array(partition, { maxLength: 60 }), fc.integer({ min: 1, max: 20_000 }), (all, over) => {
        const { drop, missingBytes } = whatGoes(all, over, NOW)
        const bytes = drop.reduce((sum, each) => sum + each.bytes, 0)
        expect(drop.every(({ to }) => to <= later(TODAY, -DAY_MS))).toBe(true)
        expect(missingBytes).toBe(Math.max(0, over - bytes))
        expect(bytes - (drop.at(-1)?.bytes ?? 0)).toBeLessThan(over)
      }),
    )
  })
})
