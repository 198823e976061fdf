import { describe, expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { aLook } from './look.ts'
import { changesState, judgeSlot, trusted, verdict, wantsRetry, type ProberFacts } from './verdict.ts'

const WELL: ProberFacts = { stalledMs: 0, timeLimitMs: 10_000, ownNameServer: null, ownNetwork: null }
const [up, down, blind] = [aLook('answered'), aLook('connection_refused'), aLook('prober_starved')]

describe('a look that fails', () => {
  test('counts while the prober is well', () => {
    expect(trusted(aLook('answer_timeout'), WELL).reason).toBe('answer_timeout')
  })

  test('says nothing when the prober stood still, whatever it seemed to find', () => {
    expect(trusted(aLook('answer_timeout'), { ...WELL, stalledMs: 700 }).reason).toBe('prober_starved')
    expect(trusted(aLook('status_unexpected'), { ...WELL, stalledMs: 700 }).reason).toBe('prober_starved')
    expect(trusted(aLook('answer_timeout'), { ...WELL, stalledMs: 60, timeLimitMs: 200 }).reason).toBe('prober_starved')
  })

  test('says nothing when our own name server or network is gone, but only where that could be why', () => {
    const gone = { ...WELL, ownNameServer: 'fails', ownNetwork: 'fails' } as const
    expect(trusted(aLook('connection_timeout'), gone).reason).toBe('own_network_failed')
    expect(trusted(aLook('name_not_found'), { ...gone, ownNetwork: 'works' }).reason).toBe('own_name_server_failed')
    expect(trusted(aLook('status_unexpected'), gone).reason).toBe('status_unexpected')
    expect(trusted(aLook('connection_refused'), gone).reason).toBe('connection_refused')
  })

  test('and one that finds it up is believed, however slow the prober was', () => {
    expect(trusted(up, { ...WELL, stalledMs: 5_000 }).reason).toBe('answered')
  })
})

describe('a slot', () => {
  test('is up when any attempt found it up, and down only when all found it down', () => {
    expect(judgeSlot([down, up])?.reason).toBe('answered')
    expect(judgeSlot([down, down, down])?.reason).toBe('connection_refused')
    expect(judgeSlot([down, blind, down])?.reason).toBe('prober_starved')
    expect(judgeSlot([])).toBeUndefined()
  })

  test('is looked at again until it is up or the retries are used', () => {
    expect(wantsRetry([down], 1)).toBe(true)
    expect(wantsRetry([down, down], 1)).toBe(false)
    expect(wantsRetry([up], 1)).toBe(false)
    expect(wantsRetry([blind], 1)).toBe(true)
  })
})

describe('several places together', () => {
  const seen = (...slots: (typeof up)[]) => slots.map((slot, index) => ({ location: String(index), slots: [slot] }))

  test.each([
    [seen(down), 'down', 'connection_refused'],
    [seen(down, down, up), 'down', 'connection_refused'],
    [seen(down, up, up), 'up', 'elsewhere_answered'],
    [seen(up, up), 'up', 'answered'],
    [seen(down, up), 'unknown', 'locations_differ'],
    [seen(down, blind), 'down', 'connection_refused'],
    [seen(up, blind, blind), 'up', 'answered'],
  ] as const)('%# find it as more than half of those that could look', (places, outcome, reason) => {
    expect(verdict(places)).toMatchObject({ outcome, reason })
  })

  test('change nothing when nobody could look once, and say unknown when nobody could twice', () => {
    expect(verdict(seen(blind))).toBeUndefined()
    expect(verdict([{ location: 'here', slots: [blind, blind] }])).toMatchObject({ outcome: 'unknown', reason: 'prober_starved' })
    expect(
      verdict([
        { location: 'here', slots: [blind, blind] },
        { location: 'there', slots: [up, blind] },
      ]),
    ).toBeUndefined()
  })

  test('make a state new only when it becomes another', () => {
    const standing = { outcome: 'down', reason: 'connection_refused', detail: '', since: instant(0) } as const
    expect(changesState(standing, { outcome: 'down', reason: 'answer_timeout', detail: '' })).toBe(false)
    expect(changesState(standing, { outcome: 'up', reason: 'answered', detail: '' })).toBe(true)
    expect(changesState(standing, undefined)).toBe(false)
    const fresh = { outcome: 'unknown', reason: 'not_looked_yet', detail: '', since: instant(0) } as const
    expect(changesState(fresh, { outcome: 'unknown', reason: 'means_missing', detail: 'ping' })).toBe(true)
    expect(changesState(fresh, { outcome: 'unknown', reason: 'not_looked_yet', detail: '' })).toBe(false)
  })
})
