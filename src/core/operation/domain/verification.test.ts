import { expect, test } from 'vitest'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { decideStart, isWalkDue, SILENT_MS } from './verification.ts'

const now = instant('2026-11-21T12:00:00Z')

test('one walk at a time', () => {
  expect(decideStart(undefined, now)).toEqual({ start: true, reason: 'none_running' })
  expect(decideStart({ state: 'passed', progressAt: now }, now)).toEqual({ start: true, reason: 'none_running' })
  expect(decideStart({ state: 'running', progressAt: later(now, -SILENT_MS) }, now)).toEqual({ start: false, reason: 'already_running' })
})

test('a walk whose process died does not block the next one for ever', () => {
  expect(decideStart({ state: 'running', progressAt: later(now, -SILENT_MS - 1) }, now)).toEqual({ start: true, reason: 'fell_silent' })
})

test('the schedule counts from the beginning of the latest walk', () => {
  expect(isWalkDue(undefined, 24, now)).toBe(true)
  expect(isWalkDue({ startedAt: later(now, -24 * HOUR_MS) }, 24, now)).toBe(true)
  expect(isWalkDue({ startedAt: later(now, -24 * HOUR_MS + 1) }, 24, now)).toBe(false)
})
