import { expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { aPost } from '../testing-page.ts'
import { nextChange, RECENT_MS } from './next-change.ts'

const NOW = instant('2026-11-22T14:03:00Z')
const NOTHING = { declared: [], posts: [] }
const inSeconds = (seconds: number) => later(NOW, seconds * SECOND_MS)

test('a page is made anew at the moment at which a declared state begins or ends', () => {
  const declared = [{ componentId: 'a', from: inSeconds(-60), to: inSeconds(90), state: 'maintenance' as const }]
  expect(nextChange(NOW, { ...NOTHING, declared })).toBe(inSeconds(90))
  const ahead = [{ componentId: 'a', from: inSeconds(30), to: null, state: 'maintenance' as const }]
  expect(nextChange(NOW, { ...NOTHING, declared: [...declared, ...ahead] })).toBe(inSeconds(30))
})

test('a page is made anew when planned maintenance begins or is to end, and when what ended is no news any more', () => {
  const planned = aPost(1, { kind: 'maintenance', phase: 'scheduled', startedAt: inSeconds(45), plannedTo: inSeconds(200) })
  expect(nextChange(NOW, { ...NOTHING, posts: [planned] })).toBe(inSeconds(45))
  expect(nextChange(inSeconds(45), { ...NOTHING, posts: [planned] })).toBe(inSeconds(200))
  const ended = aPost(2, { phase: 'resolved', startedAt: inSeconds(-9_000), endedAt: later(NOW, 7 * SECOND_MS - RECENT_MS) })
  expect(nextChange(NOW, { ...NOTHING, posts: [ended] })).toBe(inSeconds(7))
})

test('a page is made anew at the border of a day, and otherwise after five minutes at the latest, since silence is told by nobody', () => {
  const midnight = instant('2026-11-23T00:00:00Z')
  expect(nextChange(later(midnight, -MINUTE_MS), NOTHING)).toBe(midnight)
  expect(nextChange(midnight, NOTHING)).toBe(later(midnight, 5 * MINUTE_MS))
  expect(nextChange(later(midnight, HOUR_MS), NOTHING)).toBe(later(midnight, HOUR_MS + 5 * MINUTE_MS))
})
