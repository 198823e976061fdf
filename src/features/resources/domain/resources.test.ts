import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, toIso } from '#kit/time.ts'
import { figuresOf, weekOf, type Gauge, type HourValue } from './capacity.ts'
import { isUndecided, nearLimit, toTune, waste } from './findings.ts'
import { forecastOf } from './forecast.ts'
import { sortSeries } from './gauges.ts'
import { isDue, nextAudit, nextLook, weekOfAudit } from './rhythm.ts'
import { figureSince, settle } from './settle.ts'
import type { GaugeKind } from './words.ts'

/** A Monday. */
const START = instant('2026-10-26T00:00:00Z')
const HOURS = 30 * 24

const month = (valueAt: (hour: number) => number, hours = HOURS): HourValue[] =>
  Array.from({ length: hours }, (_, hour) => {
    const value = valueAt(hour)
    return { at: later(START, hour * HOUR_MS), value, last: value }
  })

function gauge(kind: GaugeKind, hours: readonly HourValue[], part = '/data'): Gauge {
  const subject = { kind, host: 'shop-1', part, database: null }
  const figures = figuresOf(hours, subject, 'UTC')
  if (figures === undefined) throw new Error('nothing was said')
  return { ...figures, environmentId: 'e', subject, limit: 0.8 }
}

const days = (values: readonly number[]) => values.map((value, day) => ({ day, value }))

describe('days until something is full', () => {
  test('follow from how much grows in a day', () => {
    const values = days(Array.from({ length: 20 }, (_, day) => 0.5 + day * 0.01))
    const forecast = forecastOf({ values, limit: 1 })
    expect(forecast).toMatchObject({
      kind: 'fills',
      days: expect.closeTo(31),
      soonestDays: expect.closeTo(31),
      latestDays: expect.closeTo(31),
    })
  })

  test.each([
    ['too_few_days', [0.1, 0.2, 0.3], 1],
    ['shrinks', Array.from({ length: 20 }, (_, day) => 0.9 - day * 0.01), 1],
    ['steady', Array.from({ length: 20 }, () => 0.7), 1],
    ['far_off', Array.from({ length: 20 }, (_, day) => 0.1 + day * 0.000_1), 1],
    ['too_uncertain', [0.5, 0.7, 0.45, 0.8, 0.5, 0.75, 0.6, 0.9, 0.5, 0.85], 1],
    ['no_limit', Array.from({ length: 20 }, (_, day) => day), null],
  ] as const)('are refused as %s', (reason, values, limit) => {
    expect(forecastOf({ values: days(values), limit })).toMatchObject({ kind: 'refused', reason })
  })

  test('are none once it is full', () => {
    const values = days(Array.from({ length: 10 }, (_, day) => 0.91 + day * 0.01))
    expect(forecastOf({ values, limit: 1 })).toMatchObject({ kind: 'fills', days: 0, soonestDays: 0, latestDays: 0 })
  })
})

describe('the figures of a month', () => {
  test('name the hour of the week at which the most is to be expected, on the clock of the zone', () => {
    const mondays = month((hour) => (hour % 168 === 9 ? 0.9 : 0.2))
    expect(gauge('cpu', mondays).peak).toEqual({ hour: 9, usual: 0.9, highest: 0.9 })
    expect(figuresOf(mondays, { kind: 'cpu' }, 'Asia/Tokyo')?.peak?.hour).toBe(18)
  })

  test('do not take a single busy hour for a habit', () => {
    const once = month((hour) => (hour === 9 ? 0.99 : 0.2 + (hour % 24 === 12 ? 0.1 : 0)))
    expect(gauge('cpu', once).peak?.hour).not.toBe(9)
    expect(
      weekOf(
        month(() => 0.5, 100),
        'UTC',
      ),
    ).toEqual([])
  })

  test('say how high the busy hours are and how it stands now', () => {
    const rising = month((hour) => hour / HOURS)
    expect(gauge('memory', rising)).toMatchObject({ now: (HOURS - 1) / HOURS, days: 30, p95: expect.closeTo(0.95, 2), forecast: null })
  })
})

describe('what is found', () => {
  test('is a disk above its limit', () => {
    const found = nearLimit(
      gauge(
        'disk',
        month(() => 0.91),
      ),
    )
    expect(found).toMatchObject({ kind: 'used', concern: 'near_limit', figure: 0.91, about: { host: 'shop-1', part: '/data' } })
    expect(found?.wins).toBeCloseTo(0.11)
  })

  test('is a disk that will be full within a month, and the same thing once it is above its limit', () => {
    const filling = gauge(
      'disk',
      month((hour) => 0.4 + (hour / 24) * 0.012),
    )
    expect(nearLimit(filling)).toMatchObject({ kind: 'fills', unit: 'days', figure: expect.closeTo(20.1, 0) })
    expect(
      nearLimit(
        gauge(
          'disk',
          month(() => 0.91),
        ),
      )?.fingerprint,
    ).toBe(nearLimit(filling)?.fingerprint)
  })

  test('is a processor that every Monday has too much to do', () => {
    const found = nearLimit(
      gauge(
        'cpu',
        month((hour) => (hour % 168 === 9 ? 0.9 : 0.2)),
        '',
      ),
    )
    expect(found).toMatchObject({ kind: 'peak', figure: 0.9, facts: { hour: 9 } })
  })

  test('is nothing where all is well, and nothing is decided just below a limit', () => {
    const well = gauge(
      'disk',
      month(() => 0.5),
    )
    expect([nearLimit(well), waste(well), isUndecided(well)]).toEqual([undefined, undefined, false])
    expect(
      isUndecided(
        gauge(
          'disk',
          month(() => 0.79),
        ),
      ),
    ).toBe(true)
  })

  test('is a host that nobody needed for a month, and never one of a few days', () => {
    expect(
      waste(
        gauge(
          'cpu',
          month(() => 0.02),
          '',
        ),
      ),
    ).toMatchObject({ kind: 'idle_host', figure: 0.98 })
    expect(
      waste(
        gauge(
          'cpu',
          month(() => 0.02, 72),
          '',
        ),
      ),
    ).toBeUndefined()
    expect(
      waste(
        gauge(
          'cpu',
          month((hour) => (hour === 300 ? 0.6 : 0.02)),
          '',
        ),
      ),
    ).toBeUndefined()
  })

  test('is an empty disk, but not the one that a machine starts from', () => {
    expect(
      waste(
        gauge(
          'disk',
          month(() => 0.03),
        ),
      ),
    ).toMatchObject({ kind: 'idle_disk' })
    expect(
      waste(
        gauge(
          'disk',
          month(() => 0.03),
          '/boot/efi',
        ),
      ),
    ).toBeUndefined()
  })

  test('is what a watched database tells, unless the figures of the month say it', () => {
    const told = { environmentId: 'e', database: 'dbs_1', name: 'Orders', subject: 'orders_by_note', winsBytes: 4_096 }
    expect(toTune({ ...told, rule: 'unused_index' })).toMatchObject({
      kind: 'database',
      figure: 4_096,
      unit: 'By',
      facts: { rule: 'unused_index' },
    })
    expect(toTune({ ...told, rule: 'connections_near_limit' })).toBeUndefined()
  })
})

describe('what it changed', () => {
  test.each([
    ['used', 0.91, 0.6, 'won'],
    ['used', 0.91, 0.9, 'no_change'],
    ['used', 0.91, 0.95, 'no_change'],
    ['fills', 12, 60, 'won'],
    ['fills', 12, 11, 'no_change'],
    ['fills', 12, null, 'won'],
    ['database', 4_096, 0, 'won'],
    ['deviates', 12, 1, 'no_change'],
    ['deviates', 12, 0, 'won'],
  ] as const)('of %s from %d to %s is %s', (kind, before, after, state) => {
    expect(settle(kind, before, after)).toEqual({ state, after })
  })

  test('is unknown while nothing was measured since, and a host that is gone is idle no more', () => {
    expect(figureSince('used', undefined)).toBeUndefined()
    expect(figureSince('idle_host', undefined)).toBeNull()
    expect(
      figureSince(
        'used',
        gauge(
          'disk',
          month(() => 0.4, 2),
        ),
      ),
    ).toBe(0.4)
    expect(
      figureSince(
        'fills',
        gauge(
          'disk',
          month(() => 0.4, 72),
        ),
      ),
    ).toBeUndefined()
    expect(
      figureSince(
        'fills',
        gauge(
          'disk',
          month(() => 0.4),
        ),
      ),
    ).toBeNull()
  })
})

test('series of collectors are told by their states, and images that are always full are left out', () => {
  const disk = { 'host.name': 'shop-1', mountpoint: '/data', state: 'used' }
  expect(sortSeries('disk', disk)?.subject).toEqual({ kind: 'disk', host: 'shop-1', part: '/data', database: null })
  expect(sortSeries('disk', { ...disk, state: 'free' })).toBeUndefined()
  expect(sortSeries('disk', { ...disk, type: 'squashfs' })).toBeUndefined()
  expect(sortSeries('cpu', { 'host.name': 'shop-1', cpu: 'cpu0', state: 'idle' })?.isFree).toBe(true)
})

test('looks are at five in the morning of the zone, also when the clocks change', () => {
  const evening = instant('2026-10-24T20:00:00Z')
  const first = nextLook('Europe/Berlin', evening)
  expect([first, nextLook('Europe/Berlin', first)].map(toIso)).toEqual(['2026-10-25T04:00:00.000Z', '2026-10-26T04:00:00.000Z'])
})

test('audits are made on Mondays at six, and are due as often as the plan says', () => {
  const sunday = instant('2026-11-22T22:30:00Z')
  expect([weekOfAudit('Europe/Berlin', sunday), weekOfAudit('Asia/Tokyo', sunday)]).toEqual(['2026-11-16', '2026-11-23'])
  const monday = nextAudit('Europe/Berlin', sunday)
  expect([monday, nextAudit('Europe/Berlin', monday)].map(toIso)).toEqual(['2026-11-23T05:00:00.000Z', '2026-11-30T05:00:00.000Z'])
  const month = 30 * DAY_MS
  const dueAfter = (days: number) => isDue(month, monday, later(monday, days * DAY_MS))
  expect([7, 21, 28].map(dueAfter)).toEqual([false, false, true])
  expect([isDue(month, null, monday), isDue(undefined, null, monday)]).toEqual([true, false])
})
