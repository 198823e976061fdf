import { describe, expect, test } from 'vitest'
import { standardPlan } from '#core/plan/domain/standard/standard.ts'
import { HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { deadlinesOf, decidePost, NEXT_POST_MS } from './deadlines.ts'
import { judgeAlert, judgeRecovery, REOPEN_WITHIN_MS } from './evidence.ts'
import { allowedMoves, judgeMove, timesOf, type Move } from './moves.ts'
import { judgePaging, weigh } from './severity.ts'
import { INCIDENT_STATES, type IncidentState } from './words.ts'

// A Saturday night, when no business calendar is open.
const NIGHT = instant('2026-03-07T03:00:00Z')
const promises = { plan: standardPlan, zone: 'Europe/Berlin' }
const move = (minutes: number, state: IncidentState, over: Partial<Move> = {}): Move => ({
  at: later(NIGHT, minutes * MINUTE_MS),
  state,
  severity: 'critical',
  isOwn: false,
  ...over,
})

describe('moves', () => {
  test('every state says where it may go, and refuses the rest with a reason', () => {
    for (const from of INCIDENT_STATES) {
      for (const to of INCIDENT_STATES) {
        const verdict = judgeMove(from, to, { isReviewMissing: false })
        expect(verdict.allowed).toBe(allowedMoves[from].includes(to))
        expect(verdict.reason === 'fits').toBe(verdict.allowed)
      }
    }
  })

  test.each([
    ['declared', 'closed', 'resolve_first'],
    ['investigating', 'declared', 'was_answered'],
    ['closed', 'monitoring', 'reopen_first'],
    ['resolved', 'resolved', 'is_so_already'],
  ] as const)('from %s to %s it is refused: %s', (from, to, reason) => {
    expect(judgeMove(from, to, { isReviewMissing: false })).toEqual({ allowed: false, reason })
  })

  test('what demands a review is closed only with one', () => {
    expect(judgeMove('resolved', 'closed', { isReviewMissing: true })).toEqual({ allowed: false, reason: 'review_is_missing' })
    expect(judgeMove('resolved', 'declared', { isReviewMissing: true }).allowed).toBe(true)
  })
})

describe('times', () => {
  test('harm is counted from its start, the answer from the declaration', () => {
    const moves = [move(10, 'declared'), move(14, 'acknowledged'), move(40, 'resolved'), move(90, 'closed')]
    expect(timesOf(moves, NIGHT)).toEqual({ detectMs: 10 * MINUTE_MS, acknowledgeMs: 4 * MINUTE_MS, restoreMs: 40 * MINUTE_MS })
  })

  test('a reopened incident was not restored until it is resolved again', () => {
    const moves = [move(0, 'declared'), move(1, 'acknowledged'), move(20, 'resolved'), move(30, 'declared')]
    expect(timesOf(moves, NIGHT).restoreMs).toBeNull()
    expect(timesOf([...moves, move(50, 'resolved')], NIGHT).restoreMs).toBe(50 * MINUTE_MS)
  })

  test('what Pitcrew moved on by itself was answered by nobody', () => {
    const moves = [move(0, 'declared'), move(5, 'monitoring', { isOwn: true }), move(20, 'resolved', { isOwn: true })]
    expect(timesOf(moves, NIGHT).acknowledgeMs).toBeNull()
    expect(deadlinesOf(moves, promises, later(NIGHT, HOUR_MS)).response.state).toBe('stopped')
  })
})

describe('severity', () => {
  test.each([
    ['stopped', 'everyone', 'critical', 'day_and_night', 'tier_3', 15 * MINUTE_MS, true],
    ['impaired', 'many', 'major', 'business_hours', 'tier_1', null, false],
    ['cosmetic', 'everyone', 'minor', 'never', 'tier_1', null, false],
    ['security', 'one', 'critical', 'day_and_night', 'tier_3', 15 * MINUTE_MS, true],
  ] as const)('%s for %s is %s', (effect, reach, severity, pages, startsAtTier, publicPostWithinMs, freezesReleases) => {
    expect(weigh(standardPlan, { effect, reach })).toEqual({
      severity,
      reason: 'table',
      pages,
      startsAtTier,
      publicPostWithinMs,
      freezesReleases,
    })
  })

  test.each([
    ['day_and_night', false, true, true, 'day_and_night'],
    ['business_hours', true, true, true, 'within_hours'],
    ['business_hours', false, true, false, 'outside_hours'],
    ['never', true, true, false, 'never'],
    ['day_and_night', true, false, false, 'environment_does_not_page'],
  ] as const)('%s, open now: %s, environment pages: %s: wakes somebody: %s', (pages, isOpenNow, environmentPages, wakes, reason) => {
    expect(judgePaging({ pages, isOpenNow, environmentPages })).toEqual({ pages: wakes, reason })
  })
})

describe('deadlines', () => {
  test('critical: 15 minutes to answer and 4 hours to resolve, also on a Saturday night', () => {
    const { response, resolution } = deadlinesOf([move(0, 'declared')], promises, NIGHT)
    expect([response.dueAt, resolution.dueAt]).toEqual([later(NIGHT, 15 * MINUTE_MS), later(NIGHT, 4 * HOUR_MS)])
  })

  test('major: an hour of business, which begins on Monday at nine in Berlin', () => {
    const { response } = deadlinesOf([move(0, 'declared', { severity: 'major' })], promises, NIGHT)
    expect(response.dueAt).toBe(instant('2026-03-09T09:00:00Z'))
  })

  test('a severity that rises counts by its own calendar from then on: no hour of business had passed', () => {
    const moves = [move(0, 'declared', { severity: 'major' }), move(5, 'declared')]
    expect(deadlinesOf(moves, promises, later(NIGHT, 6 * MINUTE_MS)).response.dueAt).toBe(later(NIGHT, 20 * MINUTE_MS))
  })

  test('reopened, it must be answered anew, and its resolution counts on', () => {
    const moves = [move(0, 'declared'), move(3, 'acknowledged'), move(60, 'resolved'), move(90, 'declared')]
    const { response, resolution } = deadlinesOf(moves, promises, later(NIGHT, 91 * MINUTE_MS))
    expect(response.dueAt).toBe(later(NIGHT, 105 * MINUTE_MS))
    expect(resolution.dueAt).toBe(later(NIGHT, 4 * HOUR_MS))
  })
})

describe('public posts', () => {
  const decide = (moves: readonly Move[], over: Partial<Parameters<typeof decidePost>[0]> = {}) =>
    decidePost({ plan: standardPlan, moves, lastPostAt: null, ...over })

  test('a critical incident is told about within the time of the plan, then every half an hour', () => {
    expect(decide([move(0, 'declared')])).toEqual({ dueAt: later(NIGHT, 15 * MINUTE_MS), reason: 'first_post' })
    const lastPostAt = later(NIGHT, 10 * MINUTE_MS)
    expect(decide([move(0, 'declared')], { lastPostAt })).toEqual({ dueAt: later(lastPostAt, NEXT_POST_MS), reason: 'next_post' })
  })

  test('one that becomes critical later is due from then on', () => {
    const moves = [move(0, 'declared', { severity: 'major' }), move(30, 'investigating')]
    expect(decide(moves)).toEqual({ dueAt: later(NIGHT, 45 * MINUTE_MS), reason: 'first_post' })
  })

  test.each([
    ['resolved', [move(0, 'declared'), move(5, 'resolved')], 'is_over'],
    ['of a lesser severity', [move(0, 'declared', { severity: 'minor' })], 'not_by_plan'],
  ] as const)('nothing is due of one that is %s', (_, moves, reason) => {
    expect(decide(moves)).toEqual({ dueAt: null, reason })
  })
})

describe('alerts', () => {
  const judge = (over: Partial<Parameters<typeof judgeAlert>[0]> = {}) =>
    judgeAlert({
      severity: 'critical',
      speaksForItself: true,
      pages: true,
      hasOpenIncident: false,
      resolvedBySystemAt: null,
      at: NIGHT,
      ...over,
    })

  test.each([
    ['a critical one that speaks for itself', {}, 'declare', 'critical_alert'],
    ['any, while an incident is open', { severity: 'minor', speaksForItself: false, hasOpenIncident: true }, 'link', 'incident_is_open'],
    ['a lesser one', { severity: 'major' }, 'ignore', 'not_critical'],
    ['one that a window holds', { pages: false }, 'ignore', 'held'],
    ['the evidence of another', { speaksForItself: false }, 'ignore', 'evidence_of_another'],
    ['one that comes back within the hour', { resolvedBySystemAt: later(NIGHT, -REOPEN_WITHIN_MS) }, 'reopen', 'came_back'],
    ['one that comes later', { resolvedBySystemAt: later(NIGHT, -REOPEN_WITHIN_MS - 1) }, 'declare', 'critical_alert'],
  ] as const)('%s', (_, over, outcome, reason) => {
    expect(judge(over)).toEqual({ outcome, reason })
  })

  test.each([
    ['nothing', { firing: 1 }],
    ['nothing', { state: 'resolved' }],
    ['monitor', {}],
    ['nothing', { state: 'monitoring' }],
    ['propose', { touchedAt: NIGHT, state: 'acknowledged' }],
    ['propose', { isFromAlert: false }],
  ] as const)('all recovered: %s when %o', (decision, over) => {
    expect(judgeRecovery({ state: 'declared', firing: 0, isFromAlert: true, touchedAt: null, ...over })).toBe(decision)
  })
})
