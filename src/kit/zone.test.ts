import { describe, expect, test } from 'vitest'
import { instant, MINUTE_MS, toIso } from './time.ts'
import { fromLocal, isZone, toLocal, type LocalMs } from './zone.ts'

const local = (text: string): LocalMs => Date.parse(`${text}Z`) as LocalMs
const inUtc = (zone: string, text: string): string => toIso(fromLocal(zone, local(text))).slice(0, 16)

describe('local times', () => {
  test.each([
    ['an ordinary one', 'Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00'],
    ['one that does not exist moves an hour later', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30'],
    ['one that exists twice is the first', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['the first after the repeated hour', 'Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00'],
    ['where clocks jump by half an hour, it moves by half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['midnight that does not exist', 'America/Santiago', '2026-09-06T00:00', '2026-09-06T04:00'],
    ['west of Greenwich', 'America/St_Johns', '2026-01-15T12:00', '2026-01-15T15:30'],
    ['beyond the date line', 'Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00'],
  ])('%s', (_, zone, shown, expected) => {
    expect(inUtc(zone, shown)).toBe(expected)
  })

  test('what the wall shows follows the zone to the minute at which its clocks change', () => {
    const change = instant('2026-03-29T01:00:00Z')
    expect(toLocal('Europe/Berlin', change)).toBe(local('2026-03-29T03:00'))
    expect(toLocal('Europe/Berlin', instant(change - MINUTE_MS))).toBe(local('2026-03-29T01:59'))
  })

  test('an unknown zone is refused', () => {
    expect(isZone('Europe/Berlin')).toBe(true)
    expect(isZone('Europe/Atlantis')).toBe(false)
    expect(() => toLocal('Europe/Atlantis', instant(0))).toThrow(RangeError)
  })
})
