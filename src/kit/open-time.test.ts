import { describe, expect, test } from 'vitest'
import { alwaysOpen, type BusinessCalendar, type OpenHours } from './calendar.ts'
import { addOpenTime, isOpenAt, nextOpenAt, openTimeMs } from './open-time.ts'
import { DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS, toIso, type Instant } from './time.ts'

const office: readonly OpenHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]
const closed: BusinessCalendar['hours'] = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
const berlin: BusinessCalendar = {
  zone: 'Europe/Berlin',
  hours: { ...closed, mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
}
const shortly = (at: Instant | null): string | null => at && toIso(at).slice(0, 19)

describe('open time', () => {
  test('what ends exactly at closing ends at closing; a second more ends after the next opening', () => {
    const friday = instant('2026-11-20T15:00:00Z')
    expect(shortly(addOpenTime(berlin, friday, HOUR_MS))).toBe('2026-11-20T16:00:00')
    expect(shortly(addOpenTime(berlin, friday, HOUR_MS + SECOND_MS))).toBe('2026-11-23T08:00:01')
  })

  test('breaks, nights, weekends and holidays do not count', () => {
    const thursday = instant('2026-12-24T08:00:00Z')
    expect(openTimeMs(berlin, thursday, instant('2026-12-28T09:00:00Z'))).toBe(8 * HOUR_MS)
    expect(openTimeMs(berlin, instant('2026-12-24T11:00:00Z'), instant('2026-12-24T12:00:00Z'))).toBe(0)
  })

  test('a day around the clock lasts 23 hours when clocks go forward, and 25 when they go back', () => {
    const day: readonly OpenHours[] = [{ from: '00:00', to: '24:00' }]
    const sundays: BusinessCalendar = { zone: 'Europe/Berlin', hours: { ...closed, sun: day }, holidays: [] }
    const around = (date: string): number => openTimeMs(sundays, instant(Date.parse(date) - DAY_MS), instant(Date.parse(date) + 2 * DAY_MS))
    expect(around('2026-03-29')).toBe(23 * HOUR_MS)
    expect(around('2026-10-25')).toBe(25 * HOUR_MS)
    expect(around('2026-11-01')).toBe(24 * HOUR_MS)
  })

  test('hours that overlap count once', () => {
    const twice: BusinessCalendar = { ...berlin, hours: { ...closed, wed: [...office, { from: '08:00', to: '10:00' }] } }
    expect(openTimeMs(twice, instant('2026-11-25T00:00:00Z'), instant('2026-11-26T00:00:00Z'))).toBe(8 * HOUR_MS)
  })

  test('a date that the zone left out has no hours', () => {
    const apia: BusinessCalendar = { ...berlin, zone: 'Pacific/Apia', holidays: [] }
    // From Wednesday 14:00 to Sunday 14:00 by the wall, without the Friday.
    expect(openTimeMs(apia, instant('2011-12-29T00:00:00Z'), instant('2012-01-01T00:00:00Z'))).toBe((3 + 7) * HOUR_MS)
  })

  test('open begins at opening and ends before closing', () => {
    expect(isOpenAt(berlin, instant('2026-11-20T08:00:00Z'))).toBe(true)
    expect(isOpenAt(berlin, instant('2026-11-20T16:00:00Z'))).toBe(false)
    expect(shortly(nextOpenAt(berlin, instant('2026-11-20T16:00:00Z')))).toBe('2026-11-23T08:00:00')
  })

  test('a calendar that never opens says so instead of searching for ever', () => {
    const never: BusinessCalendar = { ...berlin, hours: closed }
    expect(addOpenTime(never, instant(0), 1)).toBeNull()
    expect(nextOpenAt(never, instant(0))).toBeNull()
    expect(openTimeMs(never, instant(0), instant(DAY_MS))).toBe(0)
  })

  test('day and night, open time is real time', () => {
    const from = instant('2026-03-29T00:30:00Z')
    expect(addOpenTime(alwaysOpen('Europe/Berlin'), from, 90 * MINUTE_MS)).toBe(from + 90 * MINUTE_MS)
  })

  test('hours that are no hours are refused', () => {
    const odd: BusinessCalendar = { ...berlin, hours: { ...closed, mon: [{ from: '9:00', to: '17:00' }] } }
    expect(() => isOpenAt(odd, instant(0))).toThrow('not a time of day: 9:00')
  })
})
