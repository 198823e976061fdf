import { describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { amountMs, isBusiness, readAmount, writeAmount } from './amounts.ts'
import { calendarOf } from './calendar.ts'
import { decideSeverity, decideTargets } from './decisions.ts'
import { planForm, type Plan } from './form.ts'
import { readHolidays } from './icalendar.ts'
import { judge } from './judge.ts'
import { leavesOf, merge, type Layer } from './layers.ts'
import { holdersOf, patchDeadlinesOf, thresholdsOf } from './run.ts'
import { isLeaf, shapeAt, stepsOf } from './shape.ts'
import { standardPlan } from './standard/standard.ts'
import { readValue } from './values.ts'
import type { LayerKind } from './words.ts'

const leaves = new Map(leavesOf(planForm, standardPlan))
const standard: Layer = { kind: 'standard', leaves, since: new Map() }
const layer = (kind: LayerKind, values: Record<string, string | number | boolean | string[]>): Layer => ({
  kind,
  leaves: new Map(Object.entries(values)),
  since: new Map(Object.keys(values).map((path) => [path, 1])),
})
const planWith = (...layers: Layer[]): Plan => assemble(merge([standard, ...layers])).plan

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('the standard plan', () => {
  test('every value of it is one that its form allows, written the one way in which it is kept', () => {
    for (const [path, value] of leaves) {
      const shape = shapeAt(planForm, stepsOf(path))
      expect(shape && isLeaf(shape) && readValue(shape, value), path).toEqual({ ok: true, value })
    }
  })

  test('it is whole: assembled from its values it is itself, and nothing is wrong with it', () => {
    const assembled = assemble(merge([standard]))
    expect(assembled.plan).toEqual(standardPlan)
    expect(judge(assembled)).toEqual([])
  })

  test('something critical pages at once, is answered within 15 minutes, told publicly and freezes releases', () => {
    const { critical } = standardPlan.severity.consequences
    expect(critical).toMatchObject({ page: 'day_and_night', startsAtTier: 'tier_3', publicPostWithin: '15 min', freezesReleases: true })
    expect(decideTargets(standardPlan, { type: 'incident', severity: 'critical' })).toMatchObject({
      firstResponse: { ms: 15 * MINUTE, calendar: null },
      resolution: { ms: 4 * HOUR, calendar: null },
    })
  })

  test('something major or minor is answered and solved in business time', () => {
    expect(decideTargets(standardPlan, { type: 'bug', severity: 'major' })).toMatchObject({
      firstResponse: { ms: HOUR, calendar: 'business' },
      resolution: { ms: 8 * HOUR, calendar: 'business' },
    })
    expect(decideTargets(standardPlan, { type: 'question', severity: 'minor' })).toMatchObject({
      firstResponse: { ms: 8 * HOUR },
      resolution: { ms: 40 * HOUR },
    })
  })

  test('monitoring speaks up at the standard thresholds', () => {
    const fires = Object.fromEntries(
      thresholdsOf(standardPlan).map(({ key, statistic, limit, forMs, volumeMin, volumeOf, severity }) => [
        key,
        [statistic, limit, forMs, volumeMin, volumeOf, severity],
      ]),
    )
    expect(fires).toEqual({
      response_time: ['p95', { ms: 3_000 }, 5 * MINUTE, 50, 'requests', 'major'],
      page_load: ['p75', { ms: 3_000 }, 30 * MINUTE, 30, 'loads', 'minor'],
      cpu: ['value', { share: 0.8 }, 15 * MINUTE, 0, 'nothing', 'notify'],
      memory: ['value', { share: 0.8 }, 15 * MINUTE, 0, 'nothing', 'notify'],
      error_rate: ['value', { share: 0.01 }, 5 * MINUTE, 10, 'errors', 'major'],
      error_rate_high: ['value', { share: 0.1 }, 5 * MINUTE, 10, 'errors', 'critical'],
      query_time: ['p95', { ms: 500 }, 10 * MINUTE, 20, 'calls', 'minor'],
      connection_pool: ['value', { count: 0 }, MINUTE, 0, 'nothing', 'major'],
      disk_used: ['value', { share: 0.8 }, 0, 0, 'nothing', 'minor'],
      disk_full_soon: ['full_within', { ms: 7 * DAY }, 0, 0, 'nothing', 'minor'],
      disk_full_next: ['full_within', { ms: DAY }, 0, 0, 'nothing', 'major'],
      network: ['value', { share: 0.8 }, 15 * MINUTE, 0, 'nothing', 'minor'],
      check_down: ['down', null, 2 * MINUTE, 0, 'nothing', 'critical'],
    })
  })

  test('vulnerabilities are closed within 48 hours to 120 days', () => {
    expect(patchDeadlinesOf(standardPlan)).toEqual({
      exploited: 48 * HOUR,
      criticalInternetFacing: 48 * HOUR,
      critical: 7 * DAY,
      high: 30 * DAY,
      medium: 90 * DAY,
      low: 120 * DAY,
    })
  })
})

describe('severity', () => {
  test('follows from effect and reach', () => {
    const decide = (effect: 'security' | 'cosmetic' | 'impaired', reach: 'everyone' | 'one') =>
      decideSeverity(standardPlan, { effect, reach, isConfirmed: true }).severity
    expect([decide('security', 'one'), decide('impaired', 'everyone'), decide('impaired', 'one'), decide('cosmetic', 'everyone')]).toEqual([
      'critical',
      'major',
      'minor',
      'minor',
    ])
  })

  test('a requester’s “critical” is a claim until somebody confirms it', () => {
    const claim = { effect: 'stopped', reach: 'everyone', isConfirmed: false } as const
    expect(decideSeverity(standardPlan, claim)).toMatchObject({
      severity: 'major',
      claimed: 'critical',
      reason: 'claim_waits_for_confirmation',
    })
    expect(decideSeverity(standardPlan, { ...claim, isConfirmed: true })).toMatchObject({ severity: 'critical', reason: 'table' })
    const trusting = planWith(layer('client', { 'restraint.claimsNeedConfirmation': false }))
    expect(decideSeverity(trusting, claim).severity).toBe('critical')
  })
})

describe('targets', () => {
  const gold = {
    'targets.gold.title': 'Security reports of Acme',
    'targets.gold.types': ['security_report'],
    'targets.gold.calendar': 'business',
    'targets.gold.critical.firstResponse': '5 min',
  }
  const asked = { type: 'security_report', severity: 'critical' } as const

  test('the first enabled one that names the type counts, the client’s own before inherited ones', () => {
    const inherited = {
      'targets.reports.title': 'Reports',
      'targets.reports.types': ['security_report'],
      'targets.reports.calendar': 'business',
    }
    const plan = planWith(layer('organisation', inherited), layer('client', gold))
    expect(Object.keys(plan.targets)).toEqual(['gold', 'reports', 'standard'])
    expect(decideTargets(plan, asked)).toMatchObject({
      target: 'gold',
      reason: 'matches_type',
      firstResponse: { ms: 5 * MINUTE },
      resolution: null,
    })
    const off = planWith(layer('organisation', inherited), layer('client', { ...gold, 'targets.gold.enabled': false }))
    expect(decideTargets(off, asked).target).toBe('reports')
  })

  test('one without types matches nothing unless it is for all others', () => {
    const plan = planWith(layer('client', { 'targets.empty.title': 'Nothing', 'targets.empty.calendar': 'business' }))
    expect(decideTargets(plan, asked)).toMatchObject({ target: 'standard', reason: 'for_all_others' })
    const none = planWith(layer('client', { 'targets.standard.enabled': false }))
    expect(decideTargets(none, asked)).toMatchObject({ target: null, reason: 'no_target', firstResponse: null })
  })

  test('a business day is as long as the average open day of its calendar', () => {
    const plan = planWith(
      layer('client', { 'hours.calendars.business.fri': '09:00-12:00', 'hours.calendars.business.thu': '08:00-12:00, 13:00-18:00' }),
    )
    expect(decideTargets(plan, { type: 'bug', severity: 'major' }).resolution?.ms).toBe(((3 * 8 + 3 + 9) / 5) * HOUR)
  })
})

describe('what is wrong with a plan as a whole', () => {
  const faultsOf = (values: Parameters<typeof layer>[1]) =>
    judge(assemble(merge([standard, layer('client', values)]))).map(({ path, todo }) => `${path}: ${todo}`)

  test('a name that nothing bears is told with the nearest one', () => {
    expect(faultsOf({ 'hours.calendar': 'busines' })).toEqual(['hours.calendar: Did you mean business? Possible: business.'])
  })

  test('a new entry must say what has no other value', () => {
    expect(faultsOf({ 'thresholds.queue.title': 'Queue' })).toEqual([
      'thresholds.queue.signal: Add thresholds.queue.signal.',
      'thresholds.queue.statistic: Add thresholds.queue.statistic.',
      'thresholds.queue.severity: Add thresholds.queue.severity.',
    ])
  })

  test('there is exactly one target for all others', () => {
    expect(faultsOf({ 'targets.standard.forAllOthers': false })).toHaveLength(1)
    expect(faultsOf({ 'targets.b.title': 'B', 'targets.b.calendar': 'business', 'targets.b.forAllOthers': true })).toEqual([
      expect.stringContaining('forAllOthers: Set forAllOthers'),
    ])
  })
})

describe('amounts', () => {
  test.each([
    ['15 min', '15 min'],
    ['1 business days', '1 business day'],
    ['2 business hour', '2 business hours'],
    ['90minutes', '90 min'],
    ['48h', '48 h'],
    ['1 d', '1 day'],
    ['0.5 h', '0.5 h'],
  ])('%s is kept as %s', (written, kept) => {
    const amount = readAmount(written, 'work')
    expect(amount && writeAmount(amount)).toBe(kept)
  })

  test.each(['15', 'min', '15 parsecs', '-3 h', '80 %', ''])('"%s" is no time', (text) => {
    expect(readAmount(text, 'work')).toBeUndefined()
  })

  test('a share is at most 100 %, and business time is told from real time', () => {
    expect([readAmount('100 %', 'share')?.value, readAmount('101 %', 'share')]).toEqual([100, undefined])
    expect([isBusiness('4 h'), isBusiness('4 business hours'), amountMs('2 business days', 7 * HOUR)]).toEqual([false, true, 14 * HOUR])
  })
})

describe('calendars', () => {
  test('local hours are those of the client, with the days of their holiday lists', () => {
    const plan = planWith(layer('organisation', { 'hours.holidays.public.days.2026-12-25': 'Christmas Day' }))
    const calendar = calendarOf(plan, 'Asia/Tokyo')
    expect(calendar).toMatchObject({ zone: 'Asia/Tokyo', holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] })
    expect([calendar.hours.mon, calendar.hours.sun]).toEqual([[{ from: '09:00', to: '17:00' }], []])
    expect(calendarOf(plan, 'Asia/Tokyo', 'gone').hours).toEqual(calendar.hours)
  })

  test('an iCalendar file gives its whole days; what cannot be read is named', () => {
    const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
    const file = [
      'BEGIN:VCALENDAR',
      event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas\\, both', ' days'),
      event('DTSTART;VALUE=DATE:20200501', 'SUMMARY:Labour Day', 'RRULE:FREQ=YEARLY'),
      event('DTSTART:20260101T090000Z', 'SUMMARY:A meeting'),
      event('DTSTART;VALUE=DATE:20260101', 'SUMMARY:Every month', 'RRULE:FREQ=MONTHLY'),
    ].join('\r\n')
    const { days, skipped } = readHolidays(file, 2026)
    expect([...days]).toEqual([
      ['2026-05-01', 'Labour Day'],
      ['2026-12-25', 'Christmas, bothdays'],
      ['2026-12-26', 'Christmas, bothdays'],
      ['2027-05-01', 'Labour Day'],
      ['2028-05-01', 'Labour Day'],
      ['2029-05-01', 'Labour Day'],
      ['2030-05-01', 'Labour Day'],
    ])
    expect(skipped).toEqual([
      { name: 'A meeting', why: 'not_whole_days' },
      { name: 'Every month', why: 'repeats_otherwise' },
    ])
  })
})

test('who holds a role is told by id', () => {
  const plan = planWith(layer('application', { 'roles.qa.heldBy': ['per_01hm2w9qxqe1w8k3ch2t5n6r7s'] }))
  expect(holdersOf(plan, 'qa').heldBy).toHaveLength(1)
  expect(holdersOf(plan, 'nobody').heldBy).toEqual([])
})
