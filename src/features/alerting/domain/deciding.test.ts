/** Paging, silences, rules of the plan and replay. */
import { describe, expect, test } from 'vitest'
import { standardPlan } from '#core/plan/domain/standard/standard.ts'
import { thresholdsOf } from '#core/plan/domain/run.ts'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { decidePaging, type PageFacts } from './paging.ts'
import { pastSample, replay } from './replay.ts'
import { componentOf, titleOf } from './rule.ts'
import { isSilenced, silenceOver, type Matchable } from './silence.ts'
import { standardRule } from './standard.ts'
import { CONDITION_DEFAULTS } from './watch.ts'

const START = instant('2026-11-22T03:00:00Z')
const SOON = later(START, MINUTE_MS)

describe('paging', () => {
  const facts: PageFacts = {
    isLearning: false,
    onlyWithUsers: false,
    environmentPages: true,
    pagesWhen: 'day_and_night',
    closedUntil: null,
    silencedUntil: null,
    windowUntil: null,
    isPagedAlready: false,
  }

  test.each<[Partial<PageFacts>, object]>([
    [{}, { pages: true, reason: 'pages', again: null }],
    [{ isLearning: true }, { pages: false, reason: 'learning', again: null }],
    [{ silencedUntil: SOON }, { pages: false, reason: 'silenced', again: SOON }],
    [{ windowUntil: SOON }, { pages: false, reason: 'window', again: SOON }],
    [{ environmentPages: false }, { pages: false, reason: 'environment_does_not_page', again: null }],
    [{ pagesWhen: 'never' }, { pages: false, reason: 'severity_does_not_page', again: null }],
    [
      { pagesWhen: 'business_hours', closedUntil: SOON },
      { pages: false, reason: 'outside_business_hours', again: SOON },
    ],
    [{ pagesWhen: 'business_hours' }, { pages: true, reason: 'pages', again: null }],
    [{ onlyWithUsers: true }, { pages: false, reason: 'users_not_affected', again: null }],
    [{ isPagedAlready: true }, { pages: false, reason: 'paged_already', again: null }],
  ])('with %o says %o', (of, expected) => {
    expect(decidePaging({ ...facts, ...of })).toEqual(expected)
  })
})

describe('a silence', () => {
  const alert: Matchable = {
    applicationId: 'shop',
    environmentId: 'production',
    componentId: null,
    ruleKey: 'cpu',
    ruleName: 'CPU',
    severity: 'notify',
    labels: { 'host.name': 'db-1' },
  }
  const matcher = (
    field: 'rule' | 'label' | 'component',
    operator: 'is' | 'is_not' | 'starts_with' | 'contains' | 'matches' | 'does_not_match',
    value: string,
    name = '',
  ) => ({
    field,
    operator,
    value,
    name,
  })

  test('holds when all of its matchers fit, and never without any', () => {
    const rule = matcher('rule', 'is', 'cpu')
    expect(isSilenced(alert, { matchers: [rule] })).toBe(true)
    expect(isSilenced(alert, { matchers: [rule, matcher('label', 'starts_with', 'web', 'host.name')] })).toBe(false)
    expect(isSilenced(alert, { matchers: [rule, matcher('label', 'contains', 'b-', 'host.name')] })).toBe(true)
    expect(isSilenced(alert, { matchers: [matcher('label', 'is_not', 'db-2', 'host.name')] })).toBe(true)
    expect(isSilenced(alert, { matchers: [matcher('component', 'is', '')] })).toBe(true)
    expect(isSilenced(alert, { matchers: [] })).toBe(false)
    expect(isSilenced(alert, { matchers: [matcher('label', 'is', 'CPU', 'alertname')] })).toBe(true)
  })

  test('matches by expressions over the whole value, and by none where they cannot be tested', () => {
    const whole = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value)
    const fits = (operator: 'matches' | 'does_not_match', pattern: string) =>
      isSilenced(alert, { matchers: [matcher('label', operator, pattern, 'host.name')] }, whole)
    expect([fits('matches', 'db-.*|web-.*'), fits('matches', 'db'), fits('does_not_match', 'db')]).toEqual([true, false, true])
    expect(isSilenced(alert, { matchers: [matcher('label', 'does_not_match', 'x', 'host.name')] })).toBe(false)
  })

  test('of several the one that ends last counts, and only within its time', () => {
    const matchers = [matcher('rule', 'is', 'cpu')]
    const silences = [MINUTE_MS, 2 * MINUTE_MS].map((ms, index) => ({
      id: String(index),
      matchers,
      startsAt: START,
      endsAt: later(START, ms),
    }))
    expect(silenceOver(alert, silences, START)?.id).toBe('1')
    expect(silenceOver(alert, silences, later(START, 2 * MINUTE_MS))).toBeUndefined()
    expect(silenceOver(alert, silences, later(START, -1))).toBeUndefined()
  })
})

describe('the standard plan', () => {
  const rules = thresholdsOf(standardPlan).flatMap((threshold) => standardRule(threshold, standardPlan.restraint) ?? [])
  const rule = (key: string) => rules.find((one) => one.key === key)

  test('gives a rule for every threshold whose signal is measured', () => {
    expect(rules.map(({ key }) => key)).toEqual([
      'response_time',
      'cpu',
      'memory',
      'error_rate',
      'error_rate_high',
      'query_time',
      'disk_used',
      'disk_full_soon',
      'disk_full_next',
      'check_down',
    ])
  })

  test('says its limits, times and volumes', () => {
    expect(rule('response_time')).toMatchObject({
      source: { kind: 'requests', measure: 'p95', overMs: 5 * MINUTE_MS },
      condition: { limit: 3, volumeMin: 50 },
      severity: 'major',
    })
    expect(rule('cpu')).toMatchObject({ condition: { limit: 0.8, forMs: 15 * MINUTE_MS }, pagesOnlyIfUsersAreAffected: true })
    expect(rule('disk_full_next')).toMatchObject({ condition: { comparison: 'below', limit: 86_400_000 }, severity: 'major' })
    expect(rule('check_down')).toMatchObject({ condition: { forMs: 2 * MINUTE_MS }, severity: 'critical', isLearning: false })
  })

  test('lets a threshold learn where it says so, unless it pages from the first day', () => {
    const thresholds = Object.fromEntries(
      Object.entries(standardPlan.thresholds).map(([key, one]) => [key, { ...one, mode: 'learning' as const }]),
    )
    const learning = thresholdsOf({ ...standardPlan, thresholds }).flatMap((one) => standardRule(one, standardPlan.restraint) ?? [])
    expect(learning.filter(({ isLearning }) => !isLearning).map(({ key }) => key)).toEqual(['check_down'])
  })
})

test('a title says what tells a target apart', () => {
  expect(titleOf({ name: 'CPU' }, { 'host.name': 'db-1' })).toBe('CPU of db-1')
  expect(titleOf({ name: 'Disk' }, { 'host.name': 'db-1', 'system.filesystem.mountpoint': '/var' })).toBe('Disk /var of db-1')
  expect(titleOf({ name: 'Error rate' }, {})).toBe('Error rate')
})

test('labels name a component by its name in any case', () => {
  const byName = new Map([['shop', 'c1']])
  expect(componentOf({ 'service.name': 'Shop' }, byName)).toBe('c1')
  expect(componentOf({ 'service.name': 'blog' }, byName)).toBeNull()
})

test('a replay tells when a rule would have fired and how bad it was', () => {
  const samples = [50, 90, 95, 90, 50, 50, 90].map((value, index) => pastSample({ at: later(START, 30 * index * SECOND_MS), value }))
  const condition = { ...CONDITION_DEFAULTS, limit: 80, forMs: 30 * SECOND_MS }
  expect(replay(condition, samples)).toEqual([
    { from: later(START, 60 * SECOND_MS), to: later(START, 120 * SECOND_MS), reason: 'held_long_enough', worst: 95 },
  ])
  expect(replay({ ...condition, forMs: 0 }, samples).at(-1)).toMatchObject({ from: later(START, 180 * SECOND_MS), to: null })
  expect(replay(condition, [])).toEqual([])
})
