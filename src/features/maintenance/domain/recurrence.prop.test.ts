import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import { expand, judgeRule, overlapsItself, place, type Schedule } from './recurrence.ts'

const nightly = (over: Partial<Schedule> = {}): Schedule => ({
  zone: 'Europe/Berlin',
  startsLocal: '2026-03-20T02:30',
  durationMinutes: 60,
  rule: 'FREQ=DAILY',
  ...over,
})
const march = [instant('2026-03-27T00:00:00Z'), instant('2026-04-01T00:00:00Z')] as const

describe('occurrences of a window', () => {
  test('a start that the clocks skip is left out and named', async () => {
    const { planned, missing } = await expand(nightly(), ...march)
    expect(planned.map(({ startsAt }) => toIso(startsAt))).toEqual([
      '2026-03-27T01:30:00.000Z',
      '2026-03-28T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-03-31T00:30:00.000Z',
    ])
    expect(missing).toEqual(['2026-03-29T02:30'])
  })

  test('a start that the clocks show twice means the first, and the window lasts as long as in other nights', async () => {
    const { planned } = await expand(nightly(), instant('2026-10-24T12:00:00Z'), instant('2026-10-25T12:00:00Z'))
    expect(planned.map(({ startsAt, endsAt }) => [toIso(startsAt), toIso(endsAt)])).toEqual([
      ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ])
  })

  test('a start that is left out is not counted', async () => {
    const { planned } = await expand(nightly({ startsLocal: '2026-03-28T02:30', rule: 'FREQ=DAILY;COUNT=2' }), ...march)
    expect(planned.map(({ local }) => local)).toEqual(['2026-03-28T02:30', '2026-03-30T02:30'])
  })

  test('once: also when it has begun already, and never when it is over or does not exist', async () => {
    const once = nightly({ rule: null })
    const at = place(once, once.startsLocal)?.startsAt ?? march[0]
    expect((await expand(once, later(at, MINUTE_MS), later(at, HOUR_MS))).planned).toHaveLength(1)
    expect((await expand(once, later(at, HOUR_MS), later(at, DAY_MS))).planned).toHaveLength(0)
    expect(await expand(nightly({ rule: null, startsLocal: '2026-03-29T02:30' }), ...march)).toEqual({
      planned: [],
      missing: ['2026-03-29T02:30'],
    })
  })

  test('one that is far away is known all the same', async () => {
    const yearly = nightly({ startsLocal: '2025-12-24T18:00', rule: 'FREQ=YEARLY' })
    expect((await expand(yearly, ...march)).planned.map(({ local }) => local)).toEqual(['2026-12-24T18:00'])
  })

  test('one that runs into the time asked for is part of it', async () => {
    const long = nightly({ startsLocal: '2026-03-23T22:00', durationMinutes: 12 * 60, rule: 'FREQ=WEEKLY' })
    const { planned } = await expand(long, instant('2026-03-24T06:00:00Z'), instant('2026-03-25T06:00:00Z'))
    expect(planned.map(({ local }) => local)).toEqual(['2026-03-23T22:00'])
  })

  test('a window that lasts longer than its rule waits overlaps itself', async () => {
    expect(overlapsItself(await expand(nightly({ durationMinutes: 25 * 60 }), ...march))).toBe(true)
    expect(overlapsItself(await expand(nightly({ durationMinutes: 23 * 60 }), ...march))).toBe(false)
  })

  test('around every change of clocks each start shows the local time that was planned, in order, each once', async () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia', 'UTC']
    const rules = ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU,MO', 'FREQ=MONTHLY;BYDAY=-1SU', 'FREQ=DAILY;INTERVAL=3']
    const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 })
    const from = fc.integer({ min: 0, max: 350 }).map((day) => later(instant('2026-01-01T00:00:00Z'), day * DAY_MS))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...zones), fc.constantFrom(...rules), minuteOfDay, from, async (zone, rule, minute, at) => {
        const startsLocal = new Date(Date.UTC(2025, 11, 1) + minute * MINUTE_MS).toISOString().slice(0, 16)
        const { planned, missing } = await expand({ zone, startsLocal, rule, durationMinutes: 30 }, at, later(at, 40 * DAY_MS))
        for (const { local, startsAt, endsAt } of planned) {
          expect(toLocal(zone, startsAt)).toBe(Date.parse(`${local}:00Z`))
          expect(local.slice(11)).toBe(startsLocal.slice(11))
          expect(endsAt - startsAt).toBe(30 * MINUTE_MS)
        }
        const locals = planned.map(({ local }) => local)
        expect(locals).toEqual([...new Set(locals)].toSorted())
        expect(missing.filter((local) => locals.includes(local))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('rules', () => {
  test.each(['FREQ=DAILY', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2', 'freq=monthly;byday=1su', 'FREQ=YEARLY;UNTIL=20301231T000000Z'])(
    '%s is understood',
    (text) => expect(judgeRule(text)).toMatchObject({ ok: true }),
  )

  test.each([
    ['FREQ=HOURLY', 'too_often'],
    ['FREQ=SECONDLY;INTERVAL=99', 'too_often'],
    ['every Sunday', 'not_understood'],
    ['FREQ=DAILY;FREQ=DAILY', 'not_understood'],
    ['FREQ=DAILY;BYHOUR=1,2,3', 'not_understood'],
    ['FREQ=DAILY;INTERVAL=0', 'not_understood'],
    ['FREQ=DAILY\nDTSTART:19700101T000000Z', 'not_understood'],
    [`FREQ=MONTHLY;BYMONTHDAY=${Array(40).fill('1').join(',')}`, 'not_understood'],
    [`FREQ=DAILY;${'X'.repeat(300)}`, 'too_long'],
  ])('%s is refused: %s', (text, reason) => expect(judgeRule(text)).toEqual({ ok: false, reason }))
})
