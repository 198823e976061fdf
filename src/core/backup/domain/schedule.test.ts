import { expect, test } from 'vitest'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { backupName, isBackupDue, tooOldSince } from './schedule.ts'

const now = instant('2026-11-22T10:00:00Z')
const daily = { everyHours: 24, keep: 7 }

test('a backup is due when none was begun for as long as the schedule says', () => {
  expect(isBackupDue(daily, null, now)).toBe(true)
  expect(isBackupDue(daily, later(now, -24 * HOUR_MS), now)).toBe(true)
  expect(isBackupDue(daily, later(now, -23 * HOUR_MS), now)).toBe(false)
})

test('without a schedule no backup is ever due', () => {
  expect(isBackupDue({ everyHours: 0, keep: 7 }, null, now)).toBe(false)
})

test('the last good backup is too old after two missed turns, counted from set-up when there is none', () => {
  const setUp = later(now, -100 * HOUR_MS)
  expect(tooOldSince(daily, later(now, -47 * HOUR_MS), setUp, now)).toBeNull()
  expect(tooOldSince(daily, later(now, -50 * HOUR_MS), setUp, now)).toBe(later(now, -2 * HOUR_MS))
  expect(tooOldSince(daily, null, setUp, now)).toBe(later(setUp, 48 * HOUR_MS))
  expect(tooOldSince({ everyHours: 0, keep: 7 }, later(now, -100 * HOUR_MS), setUp, now)).toBeNull()
})

test('files sort by the time at which they were begun', () => {
  expect(backupName(now, 'schedule')).toBe('pitcrew-20261122T100000Z-schedule.backup')
})
