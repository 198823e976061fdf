import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import { findingOf, type OnDutyPerson } from './reachability.ts'
import type { Slot } from './schedule.ts'

const NOW = instant('2026-11-21T10:00:00Z')
const slot = (of: Partial<Slot> = {}): Slot => ({
  from: NOW,
  to: later(NOW, HOUR_MS),
  personId: 'ana',
  why: 'layer',
  layer: 'Main',
  overrideId: null,
  ...of,
})
const address = (of: object = {}) => ({
  id: '1',
  personId: 'ana',
  channel: 'sms',
  verifiedAt: NOW as Instant | null,
  testedAt: later(NOW, -DAY_MS) as Instant | null,
  breaksSilence: true,
  position: 0,
  ...of,
})
const ana = (...addresses: readonly ReturnType<typeof address>[]): OnDutyPerson => ({ zone: 'Europe/Berlin', addresses })
const rules = { nightNeedsLoudChannel: true, now: NOW }
const night = slot({ from: instant('2026-11-21T21:30:00Z'), to: instant('2026-11-21T22:30:00Z') })

describe('a duty slot', () => {
  test('is fine with a proved channel that was tried this week', () => {
    expect(findingOf(slot(), ana(address()), rules)).toBeUndefined()
  })

  test('names what is missing, the worst first', () => {
    expect(findingOf(slot({ personId: null, why: 'gap' }), undefined, rules)).toBe('nobody')
    expect(findingOf(slot(), { zone: null, addresses: [address()] }, rules)).toBe('not_active')
    expect(findingOf(slot(), ana(address({ channel: 'in_app' })), rules)).toBe('no_channel')
    expect(findingOf(slot(), ana(address({ verifiedAt: null })), rules)).toBe('not_verified')
    expect(findingOf(slot(), ana(address({ testedAt: later(NOW, -8 * DAY_MS) })), rules)).toBe('not_tested')
  })

  test('at night needs a channel that breaks silent mode, where the plan says so', () => {
    const quiet = ana(address({ channel: 'email', breaksSilence: false }))
    expect(findingOf(night, quiet, rules)).toBe('quiet_at_night')
    expect(findingOf(night, quiet, { ...rules, nightNeedsLoudChannel: false })).toBeUndefined()
    expect(findingOf(slot(), quiet, rules)).toBeUndefined()
    expect(findingOf(slot({ to: later(NOW, 2 * DAY_MS) }), quiet, rules)).toBe('quiet_at_night')
  })

  test('is judged by the night of whoever is on duty, not by that of the office', () => {
    const inAuckland = { zone: 'Pacific/Auckland', addresses: [address({ breaksSilence: false })] }
    expect(findingOf(night, inAuckland, rules)).toBeUndefined()
  })
})
