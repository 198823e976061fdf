/** When something is away from what is usual, and when a person hears of it. */
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import { bandAt, learn, WEEKS, type LearnFacts } from './baseline.ts'
import { DEVIATION_HOURS, judge, type JudgeFacts, type Standing } from './deviation.ts'
import type { HourSaid, Learned } from './learned.ts'

/** A Monday in summer, so that an hour of Berlin is two hours before UTC. */
const NOW = instant('2026-08-31T00:00:00Z')
const BERLIN = { zone: 'Europe/Berlin', holidays: new Set<string>() }
const HOURS = WEEKS * 168

/** Busy by day, quiet at night, a little different each time. */
function shopHour(at: Instant): number {
  const hour = (Math.floor(at / HOUR_MS) + 2) % 24
  const wobble = 1 + 0.05 * Math.sin(at / HOUR_MS / 7)
  return (hour >= 8 && hour < 20 ? 10 : 1) * wobble
}

const weeksBefore = (valueAt: (at: Instant) => number, count = HOURS): readonly HourSaid[] =>
  Array.from({ length: count }, (_, index) => {
    const at = later(NOW, (index - count) * HOUR_MS)
    return { at, value: valueAt(at), volume: null }
  })

const learned = (facts: Partial<LearnFacts> = {}) => learn({ signal: 'traffic', hours: weeksBefore(shopHour), ...BERLIN, ...facts })

describe('what is usual', () => {
  test('follows the hours of the week on the clock of the plan', () => {
    const { hours, weeks, oddWeeks, refusedAs } = learned()
    expect([weeks, oddWeeks, refusedAs]).toEqual([WEEKS + 1, 0, null])
    expect(hours[9]?.expected).toBeCloseTo(10, 0)
    expect(hours[3]?.expected).toBeCloseTo(1, 0)
    expect(bandAt({ hours }, BERLIN, instant('2026-08-31T07:30:00Z'))).toBe(hours[9])
  })

  test('stays as it is when one week was a sale, and another one a closed shop', () => {
    const weekOf = (at: Instant) => Math.floor((NOW - at - 1) / (7 * DAY_MS))
    const odd = learned({ hours: weeksBefore((at) => shopHour(at) * (weekOf(at) === 2 ? 6 : weekOf(at) === 5 ? 0.02 : 1)) })
    const plain = learned()
    expect(odd.oddWeeks).toBeGreaterThanOrEqual(2)
    expect(odd.hours[9]?.upper).toBeLessThan((plain.hours[9]?.upper ?? 0) * 1.2)
    expect(odd.hours[9]?.lower).toBeGreaterThan((plain.hours[9]?.lower ?? 0) * 0.8)
  })

  test('takes what lasts for what is usual after some weeks', () => {
    const grown = learned({ hours: weeksBefore((at) => shopHour(at) * (NOW - at < 5 * 7 * DAY_MS ? 3 : 1)) })
    expect(grown.hours[9]?.expected).toBeCloseTo(30, -1)
  })

  test('is refused with its reason while too little is known', () => {
    expect(learned({ hours: [] }).refusedAs).toBe('nothing_arrives')
    expect(learned({ hours: weeksBefore(shopHour, 2 * 168) }).refusedAs).toBe('too_few_weeks')
    expect(learned({ hours: weeksBefore(shopHour, 3 * 168) }).refusedAs).toBeNull()
  })

  test('is nothing on a holiday', () => {
    const rhythm = { ...BERLIN, holidays: new Set(['2026-08-31']) }
    expect(bandAt(learned(), rhythm, instant('2026-08-31T07:30:00Z'))).toBeNull()
  })
})

describe('a deviation', () => {
  /** Three hours from nine in the morning on. */
  const ATS = Array.from({ length: DEVIATION_HOURS }, (_, index) => instant(Date.UTC(2026, 7, 31, 7 + index)))
  const said = (values: readonly (number | null)[], volume: number | null = null): readonly HourSaid[] =>
    values.flatMap((value, index) => (value === null ? [] : [{ at: ATS[index] ?? NOW, value, volume }]))
  const judged = (values: readonly (number | null)[], facts: Partial<JudgeFacts> & { readonly volume?: number } = {}) => {
    const { volume = null, ...rest } = facts
    const given = { signal: 'traffic' as Learned, baseline: learned(), ats: ATS, standing: null, casesMin: 20, ...BERLIN }
    return judge({ ...given, said: said(values, volume), ...rest })
  }
  const since = (turn: Standing['turn']): Standing => ({ since: later(NOW, -DAY_MS), turn })

  test.each([
    ['as usual', [10, 10, 10], 'inside', false],
    ['above for long enough', [30, 30, 30], 'above', true],
    ['below for long enough', [1, 1, 1], 'below', true],
    ['above for two hours only', [10, 30, 30], 'too_short', false],
    ['up and down', [30, 1, 30], 'too_short', false],
    ['with an hour of silence between', [30, null, 30], 'too_short', false],
    ['silent at last', [30, 30, null], 'not_said', false],
  ] as const)('is told only where it lasts: %s', (_name, values, verdict, deviates) => {
    const { verdict: told, standing } = judged(values)
    expect([told, standing !== null]).toEqual([verdict, deviates])
  })

  test('begins with its first hour, and keeps that while one of the last hours is beyond', () => {
    expect(judged([30, 30, 30]).standing).toEqual({ since: ATS[0], turn: 'above' })
    expect(judged([30, 10, 10], { standing: since('above') }).standing).toEqual(since('above'))
    expect(judged([10, 10, 10], { standing: since('above') }).standing).toBeNull()
    expect(judged([null, null, null], { standing: since('above') }).standing).toBeNull()
  })

  test('is none of too few cases', () => {
    const quiet = learned({ hours: weeksBefore((at) => shopHour(at) / 10_000) })
    expect(judged([0.003, 0.003, 0.003], { baseline: quiet }).verdict).toBe('too_little')
    const errors = { signal: 'error_rate' as const, baseline: learn({ signal: 'error_rate', hours: weeksBefore(() => 0.001), ...BERLIN }) }
    expect(judged([0.2, 0.2, 0.2], { ...errors, volume: 3 }).verdict).toBe('too_little')
    expect(judged([0.2, 0.2, 0.2], { ...errors, volume: 300 }).standing).toEqual({ since: ATS[0], turn: 'above' })
  })

  test('is none where less is better, and none on a holiday', () => {
    const times = learn({ signal: 'response_time', hours: weeksBefore(() => 0.5), ...BERLIN })
    expect(judged([0.1, 0.1, 0.1], { signal: 'response_time', baseline: times }).verdict).toBe('better')
    const holiday = judged([1, 1, 1], { holidays: new Set(['2026-08-31']) })
    expect([holiday.verdict, holiday.standing]).toEqual(['holiday', null])
  })

  test('needs a baseline', () => {
    expect(judged([30, 30, 30], { baseline: { hours: [] } })).toEqual({ verdict: 'no_band', standing: null, value: 30, band: null })
  })
})
