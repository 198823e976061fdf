import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { CONDITION_DEFAULTS, judge, newStanding, type Condition, type Seen, type Standing } from './watch.ts'

const START = instant('2026-11-22T03:00:00Z')
const seen: fc.Arbitrary<Seen> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }).map((value): Seen => ({ kind: 'value', value })) },
  { weight: 1, arbitrary: fc.constant<Seen>({ kind: 'no_data' }) },
  { weight: 1, arbitrary: fc.constant<Seen>({ kind: 'ended' }) },
)
const looks = fc.array(fc.record({ afterS: fc.integer({ min: -30, max: 120 }), seen }), { maxLength: 60 })
const condition: fc.Arbitrary<Condition> = fc.record({
  comparison: fc.constantFrom('above', 'below'),
  limit: fc.constant(10),
  forMs: fc.constantFrom(0, 30 * SECOND_MS, 2 * MINUTE_MS),
  recoverAt: fc.constantFrom(null, 8, 12),
  recoverForMs: fc.constantFrom(0, MINUTE_MS),
  volumeMin: fc.constant(0),
  noDataAfterMs: fc.constant(CONDITION_DEFAULTS.noDataAfterMs),
  onNoData: fc.constantFrom('keep', 'fire', 'recover'),
})

function* walk(of: Condition, steps: readonly { readonly afterS: number; readonly seen: Seen }[]) {
  let standing: Standing = newStanding(START)
  let at: Instant = START
  for (const step of steps) {
    at = later(at, step.afterS * SECOND_MS)
    const look = { at, seen: step.seen, before: null, now: at }
    const judged = judge(of, standing, look)
    yield { look, before: standing, judged }
    standing = judged.standing
  }
}

test('time never runs back, and only a transition changes what is stored', () => {
  fc.assert(
    fc.property(condition, looks, (of, steps) => {
      for (const { before, judged } of walk(of, steps)) {
        expect(judged.standing.since).toBeGreaterThanOrEqual(before.since)
        if (!judged.isTransition) expect(judged.standing).toEqual(before)
      }
    }),
  )
})

test('an alert is open exactly while something fires, clears, or has no data since it fired', () => {
  fc.assert(
    fc.property(condition, looks, (of, steps) => {
      for (const { judged } of walk(of, steps)) {
        const { state, firingSince } = judged.standing
        if (state === 'firing' || state === 'clearing') expect(firingSince).not.toBeNull()
        if (state === 'ok' || state === 'pending') expect(firingSince).toBeNull()
      }
    }),
  )
})

test('nothing fires before it has been crossed for as long as the rule says', () => {
  fc.assert(
    fc.property(condition, looks, (of, steps) => {
      let crossedSince: Instant | null = null
      for (const { look, before, judged } of walk({ ...of, onNoData: 'keep', recoverAt: null }, steps)) {
        if (judged.reason === 'out_of_order') continue
        const { seen: one } = look
        const isCrossed = one.kind === 'value' && (of.comparison === 'above' ? one.value > 10 : one.value < 10)
        crossedSince = isCrossed ? (crossedSince ?? look.at) : null
        if (before.firingSince !== null || judged.standing.firingSince === null) continue
        expect(crossedSince).not.toBeNull()
        expect(look.at - (crossedSince ?? look.at)).toBeGreaterThanOrEqual(of.forMs)
      }
    }),
  )
})

test('looking at the same sample again changes nothing', () => {
  fc.assert(
    fc.property(condition, looks, (of, steps) => {
      for (const { look, judged } of walk({ ...of, recoverForMs: MINUTE_MS, forMs: MINUTE_MS, recoverAt: null }, steps)) {
        if (look.seen.kind === 'value')
          expect(judge({ ...of, recoverForMs: MINUTE_MS, forMs: MINUTE_MS, recoverAt: null }, judged.standing, look).isTransition).toBe(
            false,
          )
      }
    }),
  )
})
