import { describe, expect, test } from 'vitest'
import { SimulatedClock } from '#platform/clock.ts'
import { DAY_MS, instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { accountPolicy, addressPolicy, FORGET_AFTER_MS, judgeAttempt, startsWaiting, waitAfterMs, WAIT_MAX_MS } from './throttle.ts'
import type { AttemptCount } from './throttle.ts'

const start = instant('2026-11-21T08:00:00Z')

/** Tries as often as it is let, for `forMs`, and always fails. */
function attack(forMs: number, everyMs: number): { tried: number; heldBack: number; tellings: number } {
  const clock = new SimulatedClock(start)
  let count: AttemptCount = { failures: 0, lastAt: start }
  const result = { tried: 0, heldBack: 0, tellings: 0 }
  while (clock.now() - start < forMs) {
    const verdict = judgeAttempt(count, clock.now(), accountPolicy)
    if (verdict.allowed) {
      count = { failures: verdict.failures, lastAt: clock.now() }
      result.tried += 1
      if (startsWaiting(verdict.failures, accountPolicy)) result.tellings += 1
    } else result.heldBack += 1
    clock.advance(everyMs)
  }
  return result
}

describe('the wait after a failure', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [9, 16],
    [10, 900],
    [10_000, 900],
  ])('%i failures in a row: %i s', (failures, seconds) => {
    expect(waitAfterMs(failures, accountPolicy)).toBe(seconds * SECOND_MS)
  })

  test('an address that a whole office shares has more failures free than one account', () => {
    expect(waitAfterMs(19, addressPolicy)).toBe(0)
    expect(waitAfterMs(20, addressPolicy)).toBe(SECOND_MS)
  })
})

describe('judging an attempt', () => {
  test('who mistypes four times is not kept waiting', () => {
    expect(judgeAttempt({ failures: 4, lastAt: start }, start, accountPolicy)).toEqual({ allowed: true, reason: 'unhindered', failures: 5 })
  })

  test('an attempt that comes too soon is told how long to wait, and does not make the wait longer', () => {
    const clock = new SimulatedClock(start)
    clock.advance(1_500)
    expect(judgeAttempt({ failures: 7, lastAt: start }, clock.now(), accountPolicy)).toEqual({
      allowed: false,
      reason: 'too_soon',
      waitMs: 2_500,
    })
  })

  test('at the end of the wait the next attempt is let through', () => {
    const clock = new SimulatedClock(start)
    clock.advance(4_000)
    expect(judgeAttempt({ failures: 7, lastAt: start }, clock.now(), accountPolicy)).toEqual({
      allowed: true,
      reason: 'waited_long_enough',
      failures: 8,
    })
  })

  test('after a day without a failure everything is forgotten', () => {
    const clock = new SimulatedClock(start)
    clock.advance(FORGET_AFTER_MS)
    expect(judgeAttempt({ failures: 500, lastAt: start }, clock.now(), accountPolicy)).toEqual({
      allowed: true,
      reason: 'unhindered',
      failures: 1,
    })
  })
})

describe('an attacker who never stops', () => {
  test('gets about a hundred guesses a day at one account, however often they knock', () => {
    const day = attack(DAY_MS, SECOND_MS)
    expect(day.tried).toBeLessThanOrEqual(15 + DAY_MS / WAIT_MAX_MS)
    expect(day.tried).toBeGreaterThan(90)
    expect(day.heldBack).toBeGreaterThan(80_000)
  })

  test('is told to the log as slowed once', () => {
    expect(attack(60 * MINUTE_MS, SECOND_MS).tellings).toBe(1)
  })
})
