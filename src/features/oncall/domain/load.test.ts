import { describe, expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { loadOf, proposalsOf, tooManyNights } from './load.ts'

const BERLIN = 'Europe/Berlin'
const asked = (pageId: string, at: string) => ({ pageId, at: instant(at) })
const NIGHTS = [asked('1', '2026-11-17T02:00:00Z'), asked('2', '2026-11-18T02:00:00Z'), asked('3', '2026-11-22T21:30:00Z')]

describe('the load of a person', () => {
  test('counts pages by week and by night, on the clock where they are', () => {
    const monday = asked('4', '2026-11-22T23:30:00Z')
    const noon = asked('5', '2026-11-18T11:00:00Z')
    expect(loadOf([...NIGHTS, monday, noon], BERLIN)).toEqual([
      { week: '2026-11-23', day: 0, night: 1 },
      { week: '2026-11-16', day: 1, night: 3 },
    ])
    expect(loadOf([noon], 'Pacific/Auckland')).toEqual([{ week: '2026-11-16', day: 0, night: 1 }])
  })

  test('is too much with more nights in one week than the plan wants', () => {
    expect(tooManyNights(NIGHTS, BERLIN, 2).map(({ pageId }) => pageId)).toEqual(['1', '2', '3'])
    expect(tooManyNights(NIGHTS, BERLIN, 3)).toEqual([])
  })
})

test('rules are proposed for a change with the reason, the one that woke most first', () => {
  const waking = (ruleKey: string, of: object = {}) => ({
    ruleKey,
    alertId: `${ruleKey} alert`,
    title: ruleKey,
    at: instant('2026-11-17T02:00:00Z'),
    passedByItself: false,
    ...of,
  })
  const newest = waking('cpu', { alertId: 'newest', title: 'CPU 95 %', at: instant('2026-11-18T02:00:00Z') })
  expect(proposalsOf([waking('check_down', { passedByItself: true }), waking('cpu'), newest])).toEqual([
    { ruleKey: 'cpu', alertId: 'newest', title: 'CPU 95 %', pages: 2, reason: 'wakes_again' },
    { ruleKey: 'check_down', alertId: 'check_down alert', title: 'check_down', pages: 1, reason: 'passes_by_itself' },
  ])
})
