import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { nextLocal } from './local-time.ts'
import { decideTelling, DEFAULT_PREFERENCE, endOfQuiet, nextDigest, type TellingFacts } from './telling.ts'

const NOW = instant('2026-11-23T09:00:00Z')
const occasion = { topic: 'task.assigned', recordId: 'tsk_1', reason: 'assigned' as const, isPage: false }
const facts: TellingFacts = {
  channel: 'mail',
  preference: DEFAULT_PREFERENCE,
  refusals: [],
  zone: 'Europe/Berlin',
  now: NOW,
  lastSentAt: null,
}
const night = { ...DEFAULT_PREFERENCE, quiet: { from: '22:00', to: '07:00' } }

describe('whether and when somebody is told', () => {
  test('at once, when nothing speaks against it', () => {
    expect(decideTelling(occasion, facts)).toEqual({ state: 'waiting', reason: 'wanted', sendAt: NOW })
  })

  test('no sooner than five minutes after the last one about the same record', () => {
    const lastSentAt = later(NOW, -2 * MINUTE_MS)
    expect(decideTelling(occasion, { ...facts, lastSentAt })).toEqual({
      state: 'waiting',
      reason: 'folded',
      sendAt: later(NOW, 3 * MINUTE_MS),
    })
  })

  test('not in quiet hours, but when they end; a page at once', () => {
    const now = instant('2026-11-23T23:30:00Z')
    const asleep = { ...facts, preference: night, now }
    expect(decideTelling(occasion, asleep)).toEqual({ state: 'waiting', reason: 'quiet_hours', sendAt: instant('2026-11-24T06:00:00Z') })
    expect(decideTelling({ ...occasion, isPage: true }, asleep)).toEqual({ state: 'waiting', reason: 'page', sendAt: now })
  })

  test.each([
    ['topic', 'task.assigned', 'topic_off'],
    ['record', 'tsk_1', 'record_off'],
    ['reason', 'assigned', 'reason_off'],
  ] as const)('never, when they want less of this %s', (about, key, reason) => {
    const refusals = [{ channel: 'mail', about, key }]
    expect(decideTelling(occasion, { ...facts, refusals }).reason).toBe(reason)
    expect(decideTelling(occasion, { ...facts, refusals: [{ channel: 'console', about, key }] }).reason).toBe('wanted')
  })

  test('with the digest, or not at all, as they chose', () => {
    const of = (mail: 'daily' | 'off') => decideTelling(occasion, { ...facts, preference: { ...DEFAULT_PREFERENCE, mail } })
    expect([of('daily').state, of('off').reason]).toEqual(['digest', 'channel_off'])
  })
})

describe('local times', () => {
  test('quiet hours over midnight include their beginning and not their end', () => {
    const at = (text: string) => endOfQuiet(instant(text), 'Europe/Berlin', night.quiet)
    expect(at('2026-11-23T21:00:00Z')).toBe(instant('2026-11-24T06:00:00Z'))
    expect(at('2026-11-23T20:59:00Z')).toBeNull()
    expect(at('2026-11-24T06:00:00Z')).toBeNull()
  })

  test('a digest comes at the same local time before and after the clock changes', () => {
    const daily = { ...DEFAULT_PREFERENCE, mail: 'daily' as const }
    expect(nextDigest(instant('2026-03-28T08:00:00Z'), 'Europe/Berlin', daily)).toBe(instant('2026-03-29T06:00:00Z'))
    expect(nextDigest(instant('2026-10-24T07:00:00Z'), 'Europe/Berlin', daily)).toBe(instant('2026-10-25T07:00:00Z'))
  })

  test('a weekly digest comes on its day', () => {
    const weekly = { ...DEFAULT_PREFERENCE, mail: 'weekly' as const, digestWeekday: 5 }
    expect(nextDigest(NOW, 'Asia/Tokyo', weekly)).toBe(instant('2026-11-26T23:00:00Z'))
  })

  test('a time that the spring change leaves out still comes that day', () => {
    const found = nextLocal(instant('2026-03-28T22:00:00Z'), 'Europe/Berlin', { minuteOfDay: 150 })
    expect(Math.abs(found - instant('2026-03-29T01:00:00Z'))).toBeLessThanOrEqual(HOUR_MS)
  })

  test.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'Australia/Lord_Howe'])(
    'the next time is later than now and within 25 hours in %s, on every day of the year',
    (zone) => {
      for (let day = 0; day < 366; day++) {
        const at = later(instant('2026-01-01T11:17:00Z'), day * DAY_MS)
        const wait = nextLocal(at, zone, { minuteOfDay: 480 }) - at
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(25 * HOUR_MS)
      }
    },
  )
})
