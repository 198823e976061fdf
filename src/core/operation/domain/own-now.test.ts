import { expect, test } from 'vitest'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { ownLines, type OwnFacts } from './own-now.ts'

const now = instant('2026-11-21T12:00:00Z')
const quiet: OwnFacts = {
  deadJobs: null,
  parkedReactions: null,
  audit: { last: { passed: true, at: later(now, -HOUR_MS), faultSeq: null }, everyHours: 24, since: later(now, -900 * HOUR_MS) },
  invitations: null,
  ownerless: null,
  now,
}
const lines = (facts: Partial<OwnFacts>) => ownLines({ ...quiet, ...facts })

test('an installation that is well asks for nobody', () => {
  expect(ownLines(quiet)).toEqual([])
})

test('a broken audit trail burns', () => {
  const audit = { last: { passed: false, at: now, faultSeq: 42 }, everyHours: 24, since: now }
  expect(lines({ audit })).toMatchObject([{ band: 'burning', reason: expect.stringContaining('event 42') }])
})

test('a verification that is late by less than its own interval bothers nobody', () => {
  const audit = (hoursAgo: number) => ({
    last: { passed: true, at: later(now, -hoursAgo * HOUR_MS), faultSeq: null },
    everyHours: 24,
    since: now,
  })
  expect(lines({ audit: audit(47) })).toEqual([])
  expect(lines({ audit: audit(48) })).toMatchObject([{ band: 'due', since: now }])
})

test('a log that was never verified is told once it is old enough', () => {
  expect(lines({ audit: { last: null, everyHours: 24, since: later(now, -47 * HOUR_MS) } })).toEqual([])
  expect(lines({ audit: { last: null, everyHours: 24, since: later(now, -48 * HOUR_MS) } })).toHaveLength(1)
})

test('numbers are honest: one is one, and a count that was cut says so', () => {
  const titleOf = (count: number, more: boolean) => lines({ deadJobs: { count, more, since: now } })[0]?.title
  expect(titleOf(1, false)).toBe('1 job has given up')
  expect(titleOf(3, false)).toBe('3 jobs have given up')
  expect(titleOf(100, true)).toBe('100 or more jobs have given up')
})

test('what nobody looks after is named while it is one, and counted when it is more', () => {
  expect(lines({ ownerless: { count: 1, first: 'Shop', since: now } })[0]?.title).toBe('Nobody looks after Shop')
  expect(lines({ ownerless: { count: 9, first: 'Shop', since: now } })[0]?.title).toBe('Nobody looks after 9 applications')
})

test('invitations are told a day before they end, and also when they have ended', () => {
  expect(lines({ invitations: { count: 2, expiresAt: later(now, 20 * HOUR_MS) } })).toMatchObject([
    { band: 'due', title: '2 invitations end soon', reason: expect.stringContaining('in 20 h'), since: later(now, -4 * HOUR_MS) },
  ])
  expect(lines({ invitations: { count: 1, expiresAt: later(now, -HOUR_MS) } })[0]?.title).toBe('1 invitation has ended or will soon')
})
