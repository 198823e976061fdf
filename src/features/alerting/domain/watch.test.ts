/** Every way in which a watch changes, on a clock. */
import { describe, expect, test } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { CONDITION_DEFAULTS, judge, levelOf, newStanding, type Condition, type Seen, type Standing } from './watch.ts'

const START = instant('2026-11-22T03:00:00Z')
const above = (limit: number, of: Partial<Condition> = {}): Condition => ({ ...CONDITION_DEFAULTS, limit, ...of })
const value = (of: number, volume?: number): Seen => ({ kind: 'value', value: of, ...(volume === undefined ? {} : { volume }) })

interface Step {
  readonly afterS: number
  readonly seen: Seen
  /** How late it comes. */
  readonly lateS?: number
}

/** The states after each step, with their reasons. */
function course(condition: Condition, steps: readonly Step[], from: Standing = newStanding(START)) {
  let standing = from
  let before: Instant | null = null
  return steps.map(({ afterS, seen, lateS = 0 }) => {
    const at = later(START, afterS * SECOND_MS)
    const judged = judge(condition, standing, { at, seen, before, now: later(at, lateS * SECOND_MS) })
    standing = judged.standing
    before = at
    return `${judged.standing.state}: ${judged.reason}`
  })
}

test.each([
  ['above', 10, null, 11, 'crossed'],
  ['above', 10, null, 10, 'back'],
  ['above', 10, 8, 9, 'between'],
  ['above', 10, 8, 8, 'back'],
  ['below', 10, null, 9, 'crossed'],
  ['below', 10, 12, 11, 'between'],
  ['below', 10, 12, 12, 'back'],
] as const)('%s %d with recovery at %s: %d is %s', (comparison, limit, recoverAt, seen, level) => {
  expect(levelOf({ comparison, limit, recoverAt }, seen)).toBe(level)
})

describe('a threshold', () => {
  test('fires at the sample that crosses it when nothing has to hold', () => {
    expect(
      course(above(80), [
        { afterS: 0, seen: value(79) },
        { afterS: 1, seen: value(81) },
      ]),
    ).toEqual(['ok: within_limit', 'firing: limit_crossed'])
  })

  test('fires once it has held as long as it must, by the time of its samples', () => {
    const steps = [0, 30, 59, 60].map((afterS) => ({ afterS, seen: value(90) }))
    expect(course(above(80, { forMs: MINUTE_MS }), steps)).toEqual([
      'pending: limit_crossed',
      'pending: still_waiting',
      'pending: still_waiting',
      'firing: held_long_enough',
    ])
  })

  test('starts anew when one sample in between is back', () => {
    const steps = [value(90), value(70), value(90), value(90)].map((seen, index) => ({ afterS: 40 * index, seen }))
    expect(course(above(80, { forMs: MINUTE_MS }), steps)).toEqual([
      'pending: limit_crossed',
      'ok: back_too_soon',
      'pending: limit_crossed',
      'pending: still_waiting',
    ])
  })

  test('does not believe a value of too few', () => {
    const steps = [value(5, 49), value(5, 50), value(9, 3)].map((seen, index) => ({ afterS: index, seen }))
    expect(course(above(3, { volumeMin: 50 }), steps)).toEqual(['ok: volume_too_small', 'firing: limit_crossed', 'ok: volume_too_small'])
  })

  test('recovers only beyond its recovery threshold, for as long as it says', () => {
    const condition = above(80, { recoverAt: 70, recoverForMs: 30 * SECOND_MS })
    const steps = [90, 75, 65, 75, 65, 65, 85].map((of, index) => ({ afterS: 15 * index, seen: value(of) }))
    expect(course(condition, steps)).toEqual([
      'firing: limit_crossed',
      'firing: between_limits',
      'clearing: recovering',
      'clearing: still_waiting',
      'ok: recovered',
      'ok: within_limit',
      'firing: limit_crossed',
    ])
  })

  test('goes on from what was stored: a restart loses no waiting', () => {
    const stored: Standing = { ...newStanding(START), state: 'pending' }
    expect(course(above(80, { forMs: MINUTE_MS }), [{ afterS: 61, seen: value(90) }], stored)).toEqual(['firing: held_long_enough'])
  })
})

describe('samples that come out of order', () => {
  test('from before the last one change nothing', () => {
    const steps = [
      { afterS: 60, seen: value(90) },
      { afterS: 30, seen: value(10) },
    ]
    expect(course(above(80), steps)).toEqual(['firing: limit_crossed', 'firing: out_of_order'])
  })

  test('from long ago wake nobody until a sample comes in time', () => {
    const steps = [
      { afterS: 0, seen: value(90), lateS: 3_600 },
      { afterS: 30, seen: value(90), lateS: 3_570 },
      { afterS: 60, seen: value(90) },
    ]
    expect(course(above(80), steps)).toEqual(['pending: limit_crossed', 'pending: late', 'firing: limit_crossed'])
  })

  test('with a gap in between do not count as having held', () => {
    const steps = [0, 600, 620].map((afterS) => ({ afterS, seen: value(90) }))
    expect(course(above(80, { forMs: 2 * MINUTE_MS }), steps)).toEqual(['pending: limit_crossed', 'pending: gap', 'pending: still_waiting'])
  })
})

describe('no data', () => {
  test('is a state of its own that keeps what fires firing', () => {
    const steps: Step[] = [
      { afterS: 0, seen: value(90) },
      { afterS: 300, seen: { kind: 'no_data' } },
      { afterS: 301, seen: { kind: 'no_data' } },
      { afterS: 400, seen: value(90) },
      { afterS: 410, seen: { kind: 'no_data' } },
      { afterS: 420, seen: value(10) },
    ]
    expect(course(above(80), steps)).toEqual([
      'firing: limit_crossed',
      'no_data: no_data',
      'no_data: no_data',
      'firing: data_again',
      'no_data: no_data',
      'ok: recovered',
    ])
  })

  test('fires where the rule says so, and ends what fires where it says that', () => {
    expect(course(above(80, { onNoData: 'fire' }), [{ afterS: 1, seen: { kind: 'no_data' } }])).toEqual(['firing: no_data'])
    const steps: Step[] = [
      { afterS: 0, seen: value(90) },
      { afterS: 300, seen: { kind: 'no_data' } },
    ]
    expect(course(above(80, { onNoData: 'recover' }), steps)).toEqual(['firing: limit_crossed', 'ok: no_data'])
  })

  test('of a series that has ended is a recovery with its reason', () => {
    const steps: Step[] = [
      { afterS: 0, seen: value(90) },
      { afterS: 5, seen: { kind: 'ended' } },
      { afterS: 9, seen: { kind: 'ended' } },
    ]
    expect(course(above(80), steps)).toEqual(['firing: limit_crossed', 'ok: ended', 'ok: ended'])
  })
})

test('what somebody else judges waits, fires and recovers like a value', () => {
  const turned = (level: 'crossed' | 'back'): Seen => ({ kind: 'turned', level })
  const steps = [
    { afterS: 0, seen: turned('crossed') },
    { afterS: 120, seen: turned('crossed') },
    { afterS: 180, seen: turned('back') },
  ]
  expect(course(above(0, { forMs: 2 * MINUTE_MS }), steps)).toEqual(['pending: limit_crossed', 'firing: held_long_enough', 'ok: recovered'])
})

test('what comes and goes must be back the longer the more often it came back', () => {
  const steps = Array.from({ length: 12 }, (_none, index) => ({ afterS: 10 * index, seen: value(index % 2 === 0 ? 90 : 10) }))
  const states = course(above(80), steps)
  expect(states.filter((one) => one === 'ok: recovered')).toHaveLength(3)
  expect(states.slice(-2)).toEqual(['firing: crossed_again', 'clearing: recovering'])
})
