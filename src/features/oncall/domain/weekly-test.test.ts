import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import { testState, testWeek, untested } from './weekly-test.ts'

const BERLIN = 'Europe/Berlin'
const MONDAY_10 = instant('2026-11-23T09:00:00Z')

describe('the weekly test', () => {
  test('is sent on working days between 10 and 17 on the clock of whoever gets it', () => {
    expect(testWeek(BERLIN, MONDAY_10)).toBe('2026-11-23')
    expect(testWeek(BERLIN, later(MONDAY_10, -1))).toBeNull()
    expect(testWeek(BERLIN, later(MONDAY_10, 7 * HOUR_MS))).toBeNull()
    expect(testWeek(BERLIN, later(MONDAY_10, 4 * DAY_MS))).toBe('2026-11-23')
    expect(testWeek(BERLIN, later(MONDAY_10, 5 * DAY_MS))).toBeNull()
    expect(testWeek(BERLIN, later(MONDAY_10, 6 * DAY_MS))).toBeNull()
    expect(testWeek('Pacific/Auckland', MONDAY_10)).toBeNull()
    expect(testWeek('Pacific/Auckland', instant('2026-11-22T21:30:00Z'))).toBe('2026-11-23')
  })

  test('goes to proved channels that nothing came back from this week, and not to the console', () => {
    const address = (id: string, of: object = {}) => ({
      id,
      personId: 'ana',
      channel: 'sms',
      verifiedAt: MONDAY_10 as Instant | null,
      testedAt: null as Instant | null,
      breaksSilence: false,
      position: 0,
      ...of,
    })
    const addresses = [
      address('never tried'),
      address('last week', { testedAt: later(MONDAY_10, -3 * DAY_MS) }),
      address('this week', { testedAt: later(MONDAY_10, -9 * HOUR_MS) }),
      address('unproved', { verifiedAt: null }),
      address('console', { channel: 'in_app' }),
    ]
    expect(untested(addresses, { zone: BERLIN, week: '2026-11-23' }).map(({ id }) => id)).toEqual(['never tried', 'last week'])
  })

  test('waits a day for its answer', () => {
    const sent = { queuedAt: MONDAY_10, outcome: 'handed_over', confirmedAt: null }
    expect(testState({ ...sent, outcome: null }, MONDAY_10)).toBe('waiting')
    expect(testState(sent, later(MONDAY_10, DAY_MS - 1))).toBe('waiting')
    expect(testState(sent, later(MONDAY_10, DAY_MS))).toBe('not_confirmed')
    expect(testState({ ...sent, outcome: 'unreachable' }, MONDAY_10)).toBe('failed')
    expect(testState({ ...sent, confirmedAt: later(MONDAY_10, 2 * DAY_MS) }, later(MONDAY_10, 3 * DAY_MS))).toBe('confirmed')
  })
})
