import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import { dutyAt, dutyBetween, type Layer, type Override } from './schedule.ts'

const EPOCH = instant('2026-01-01T00:00:00Z')
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'] as const

const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
const clock = (of: number) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
const date = (day: number) => new Date(EPOCH + day * DAY_MS).toISOString().slice(0, 10)
const span = fc.tuple(minutes, minutes).filter(([a, b]) => a < b)
const spans = fc.array(
  span.map(([from, to]) => ({ from: clock(from), to: clock(to) })),
  { maxLength: 2 },
)
const hours = fc.record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans })
const layer: fc.Arbitrary<Layer> = fc.record({
  name: fc.constantFrom('one', 'two'),
  people: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
  turnDays: fc.integer({ min: 1, max: 14 }),
  startsOn: fc.integer({ min: 0, max: 300 }).map(date),
  handOverAt: minutes.map(clock),
  endsOn: fc.option(fc.integer({ min: 100, max: 365 }).map(date)),
  hours: fc.option(hours),
})
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 365 * 24 * 60 }), fc.integer({ min: 1, max: 30 * 24 * 60 }))
  .map(([start, length]) => ({ from: later(EPOCH, start * MINUTE_MS), to: later(EPOCH, (start + length) * MINUTE_MS) }))
const override: fc.Arbitrary<Override> = fc
  .tuple(fc.uuid(), fc.constantFrom('e', 'f'), stretch, fc.boolean())
  .map(([id, personId, within, isSwap]) => ({ id, personId, ...within, isSwap }))
const schedule = fc.record({
  zone: fc.constantFrom(...zones),
  layers: fc.array(layer, { maxLength: 3 }),
  overrides: fc.array(override, { maxLength: 3 }),
})

test('every instant is either somebody’s or a gap, and nobody’s twice', () => {
  fc.assert(
    fc.property(schedule, stretch, (of, { from, to }) => {
      const slots = dutyBetween(of, from, to)
      expect(slots[0]?.from).toBe(from)
      expect(slots.at(-1)?.to).toBe(to)
      for (const [index, slot] of slots.entries()) {
        expect(slot.from).toBeLessThan(slot.to)
        expect(slots[index + 1]?.from ?? to).toBe(slot.to)
        expect(slot.personId === null).toBe(slot.why === 'gap')
      }
    }),
    { numRuns: 300 },
  )
})

test('whoever looks at one instant is told the same as whoever looks at the whole month', () => {
  fc.assert(
    fc.property(schedule, stretch, fc.double({ min: 0, max: 0.999, noNaN: true }), (of, { from, to }, share) => {
      const at = Math.floor(from + (to - from) * share) as Instant
      const slot = dutyBetween(of, from, to).find((each) => each.from <= at && at < each.to)
      const { personId, why } = dutyAt(of, at, HOUR_MS) ?? {}
      expect({ personId, why }).toEqual({ personId: slot?.personId, why: slot?.why })
    }),
    { numRuns: 300 },
  )
})

test('whoever stands in an override is on duty then, whatever the layers say', () => {
  fc.assert(
    fc.property(schedule, override, (of, last) => {
      const slots = dutyBetween({ ...of, overrides: [...of.overrides, last] }, last.from, last.to)
      expect(slots).toEqual([expect.objectContaining({ personId: last.personId, overrideId: last.id })])
    }),
    { numRuns: 200 },
  )
})

test('a rotation hands over at its hour on the wall on every day on which that hour exists', () => {
  fc.assert(
    fc.property(layer, fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC'), (one, zone) => {
      const plain = { ...one, people: ['a', 'b'], hours: null, endsOn: null }
      const slots = dutyBetween({ zone, layers: [plain], overrides: [] }, EPOCH, later(EPOCH, 400 * DAY_MS))
      const [hour = 0, minute = 0] = plain.handOverAt.split(':').map(Number)
      const wanted = hour * HOUR_MS + minute * MINUTE_MS
      for (const { from } of slots.slice(1)) {
        const wall = toLocal(zone, from) % DAY_MS
        // Two or three o’clock does not exist on one night of the year: the hand-over then is when the clocks have jumped.
        expect([wanted, wanted + HOUR_MS]).toContain(wall)
        if (hour < 1 || hour > 2) expect(wall).toBe(wanted)
      }
    }),
    { numRuns: 100 },
  )
})
