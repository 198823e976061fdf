import { describe, expect, test } from 'vitest'
import type { OpenHours, Weekday } from '#kit/calendar.ts'
import { HOUR_MS, instant, toIso } from '#kit/time.ts'
import { dutyAt, dutyBetween, type Layer, type Schedule } from './schedule.ts'

const [ANA, BEN, CARL] = ['ana', 'ben', 'carl']
const layer = (of: Partial<Layer> = {}): Layer => ({
  name: 'Main',
  people: [ANA, BEN],
  turnDays: 7,
  startsOn: '2026-03-16',
  handOverAt: '09:00',
  endsOn: null,
  hours: null,
  ...of,
})
const schedule = (of: Partial<Schedule> = {}): Schedule => ({ zone: 'Europe/Berlin', layers: [layer()], overrides: [], ...of })
const told = (of: Schedule, from: string, to: string) =>
  dutyBetween(of, instant(from), instant(to)).map(
    ({ personId, from: start, to: end, why }) => `${toIso(start).slice(0, 16)} ${toIso(end).slice(0, 16)} ${personId ?? '-'} ${why}`,
  )
const every = (hours: readonly OpenHours[]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, hours])) as unknown as Record<
    Weekday,
    readonly OpenHours[]
  >

describe('a duty schedule', () => {
  test('hands over at the same hour on the wall when the clocks change; that turn is an hour shorter', () => {
    expect(told(schedule(), '2026-03-23T00:00:00Z', '2026-04-07T00:00:00Z')).toEqual([
      '2026-03-23T00:00 2026-03-23T08:00 ana layer',
      '2026-03-23T08:00 2026-03-30T07:00 ben layer',
      '2026-03-30T07:00 2026-04-06T07:00 ana layer',
      '2026-04-06T07:00 2026-04-07T00:00 ben layer',
    ])
  })

  test('a hand-over at an hour that the clocks leave out happens when they have jumped', () => {
    const nightly = schedule({ layers: [layer({ turnDays: 1, startsOn: '2026-03-27', handOverAt: '02:30' })] })
    expect(told(nightly, '2026-03-28T00:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-28T00:00 2026-03-28T01:30 ana layer',
      '2026-03-28T01:30 2026-03-29T01:30 ben layer',
      '2026-03-29T01:30 2026-03-30T00:30 ana layer',
      '2026-03-30T00:30 2026-03-30T12:00 ben layer',
    ])
  })

  test('shows a gap before it starts and where nobody is left', () => {
    const nights = layer({
      people: [ANA],
      hours: every([
        { from: '00:00', to: '08:00' },
        { from: '20:00', to: '24:00' },
      ]),
    })
    expect(told(schedule({ layers: [nights] }), '2026-03-16T00:00:00Z', '2026-03-18T00:00:00Z')).toEqual([
      '2026-03-16T00:00 2026-03-16T19:00 - gap',
      '2026-03-16T19:00 2026-03-17T07:00 ana layer',
      '2026-03-17T07:00 2026-03-17T19:00 - gap',
      '2026-03-17T19:00 2026-03-18T00:00 ana layer',
    ])
  })

  test('a layer on top is looked through where it has nobody', () => {
    const weekend = { ...every([]), sat: [{ from: '00:00', to: '24:00' }], sun: [{ from: '00:00', to: '24:00' }] }
    const both = schedule({ layers: [layer({ people: [ANA] }), layer({ name: 'Weekend', people: [CARL], hours: weekend })] })
    expect(told(both, '2026-03-20T12:00:00Z', '2026-03-24T00:00:00Z')).toEqual([
      '2026-03-20T12:00 2026-03-20T23:00 ana layer',
      '2026-03-20T23:00 2026-03-22T23:00 carl layer',
      '2026-03-22T23:00 2026-03-24T00:00 ana layer',
    ])
  })

  test('an override wins over every layer, and a later one over an earlier', () => {
    const one = { id: '1', personId: CARL, from: instant('2026-03-18T10:00:00Z'), to: instant('2026-03-18T14:00:00Z'), isSwap: false }
    const two = { id: '2', personId: BEN, from: instant('2026-03-18T12:00:00Z'), to: instant('2026-03-18T13:00:00Z'), isSwap: true }
    expect(told(schedule({ overrides: [one, two] }), '2026-03-18T09:00:00Z', '2026-03-18T15:00:00Z')).toEqual([
      '2026-03-18T09:00 2026-03-18T10:00 ana layer',
      '2026-03-18T10:00 2026-03-18T12:00 carl override',
      '2026-03-18T12:00 2026-03-18T13:00 ben swap',
      '2026-03-18T13:00 2026-03-18T14:00 carl override',
      '2026-03-18T14:00 2026-03-18T15:00 ana layer',
    ])
  })

  test('a layer that has ended has nobody', () => {
    const ended = schedule({ layers: [layer({ endsOn: '2026-03-23' })] })
    expect(dutyAt(ended, instant('2026-03-23T07:59:00Z'), HOUR_MS)).toMatchObject({ personId: ANA, to: instant('2026-03-23T08:00:00Z') })
    expect(dutyAt(ended, instant('2026-03-23T08:00:00Z'), HOUR_MS)?.why).toBe('gap')
  })
})
