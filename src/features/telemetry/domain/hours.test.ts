import { expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { HourMarks } from './hours.ts'
import type { DecodedRecord } from './record.ts'

const HOUR = instant('2026-11-22T10:00:00Z')
const NOW = later(HOUR, 20 * MINUTE_MS)

function aRecord(...at: readonly Instant[]): DecodedRecord {
  const seconds = Buffer.alloc(4 * at.length)
  at.forEach((each, index) => seconds.writeUInt32LE(each / SECOND_MS, 4 * index))
  return { environment: Buffer.alloc(16, 1), seconds } as DecodedRecord
}

test('a running hour is marked once, an hour that has ended each time', () => {
  const marks = new HourMarks()
  const records = [aRecord(later(HOUR, MINUTE_MS), later(HOUR, 2 * MINUTE_MS)), aRecord(later(HOUR, -2 * HOUR_MS))]
  const first = marks.due(records, NOW)
  expect(first.map(({ at }) => at)).toEqual([HOUR, later(HOUR, -2 * HOUR_MS)])
  marks.mark(first, NOW)
  expect(marks.due(records, NOW).map(({ at }) => at)).toEqual([later(HOUR, -2 * HOUR_MS)])
})

test('what could not be marked stays due, and an hour that ended meanwhile is due again', () => {
  const marks = new HourMarks()
  const records = [aRecord(later(HOUR, MINUTE_MS))]
  expect(marks.due(records, NOW)).toEqual(marks.due(records, NOW))
  marks.mark(marks.due(records, NOW), NOW)
  expect(marks.due(records, NOW)).toEqual([])
  expect(marks.due(records, later(HOUR, HOUR_MS + 5 * MINUTE_MS))).toHaveLength(1)
})
