import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { pagerFaults } from './pager.ts'

const NOW = instant('2026-11-21T10:00:00Z')
const ago = (ms: number) => later(NOW, -ms)
const alive = { lookingSince: ago(60 * MINUTE_MS), beatAt: ago(SECOND_MS), dueSince: null, behindSince: null }

test('the pager is alive while its queue is emptied and its reactions follow', () => {
  expect(pagerFaults(alive, NOW)).toEqual([])
  expect(pagerFaults({ ...alive, dueSince: ago(59 * SECOND_MS), behindSince: ago(59 * SECOND_MS) }, NOW)).toEqual([])
})

test('everything that has stood still for a minute is named', () => {
  expect(pagerFaults({ ...alive, beatAt: ago(MINUTE_MS) }, NOW)).toEqual(['nobody_hands_over'])
  expect(pagerFaults({ ...alive, beatAt: null }, NOW)).toEqual(['nobody_hands_over'])
  expect(pagerFaults({ ...alive, dueSince: ago(MINUTE_MS), behindSince: ago(MINUTE_MS) }, NOW)).toEqual(['queue_stands', 'reactions_stand'])
})

test('a node that has just begun to look gives the others a minute', () => {
  const fresh = { ...alive, lookingSince: ago(30 * SECOND_MS), beatAt: ago(60 * MINUTE_MS), dueSince: ago(60 * MINUTE_MS) }
  expect(pagerFaults(fresh, NOW)).toEqual([])
  expect(pagerFaults({ ...fresh, lookingSince: ago(MINUTE_MS) }, NOW)).toEqual(['nobody_hands_over', 'queue_stands'])
})
