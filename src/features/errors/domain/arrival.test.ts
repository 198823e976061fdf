import { describe, expect, test } from 'vitest'
import { instant, type Instant } from '#kit/time.ts'
import { judgeArrival, type ErrorsCame, type GroupStanding } from './arrival.ts'

const at = (minute: number): Instant => instant(`2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`)
const NONE = {
  resolvedAt: null,
  resolvedInNextRelease: false,
  ignoredUntilAt: null,
  ignoredUntilEvents: null,
  ignoredUntilReleaseAfter: null,
}
const group = (of: Partial<GroupStanding>): GroupStanding => ({ state: 'open', ...NONE, ...of })
const came = (of: Partial<ErrorsCame> = {}): ErrorsCame => ({ lastAt: at(30), events: 10, releaseSeenAt: at(1), ...of })

describe('a resolved error', () => {
  const resolved = group({ state: 'resolved', resolvedAt: at(20) })
  const inNext = group({ state: 'resolved', resolvedAt: at(20), resolvedInNextRelease: true })

  test('comes back when it happens again, and not by what happened before', () => {
    expect(judgeArrival(resolved, came())).toBe('happened_again')
    expect(judgeArrival(resolved, came({ lastAt: at(20) }))).toBeNull()
  })

  test('that is mended with the next release comes back in a later one only', () => {
    expect(judgeArrival(inNext, came())).toBeNull()
    expect(judgeArrival(inNext, came({ releaseSeenAt: null }))).toBeNull()
    expect(judgeArrival(inNext, came({ releaseSeenAt: at(25) }))).toBe('later_release')
  })
})

describe('an ignored error', () => {
  test.each([
    ['for ever', {}, null],
    ['until a time that is over', { ignoredUntilAt: at(30) }, 'ignored_time_over'],
    ['until a time to come', { ignoredUntilAt: at(31) }, null],
    ['until a number that is reached', { ignoredUntilEvents: 10 }, 'ignored_events_reached'],
    ['until a larger number', { ignoredUntilEvents: 11 }, null],
    ['until a release that came', { ignoredUntilReleaseAfter: at(0) }, 'ignored_release_over'],
    ['until a release after this one', { ignoredUntilReleaseAfter: at(1) }, null],
  ] as const)('%s', (_how, of, reason) => {
    expect(judgeArrival(group({ state: 'ignored', ...of }), came())).toBe(reason)
  })
})

test('an open or merged one stays as it is', () => {
  expect([judgeArrival(group({}), came()), judgeArrival(group({ state: 'merged' }), came())]).toEqual([null, null])
})
