import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { declaredOf } from './declared.ts'
import { pageStateOf, stateAt, statesOver } from './states.ts'

const T = instant('2026-11-22T10:00:00Z')
const at = (minutes: number) => later(T, minutes * MINUTE_MS)

test('the word of people counts before the checks, and a component without checks works until they say otherwise', () => {
  expect(stateAt('degraded', ['down'])).toEqual({ state: 'degraded', reason: 'declared' })
  expect(stateAt('operational', ['down'])).toEqual({ state: 'operational', reason: 'declared' })
  expect(stateAt(undefined, [])).toEqual({ state: 'operational', reason: 'nothing_measured' })
  expect(stateAt(undefined, ['down', 'down'])).toEqual({ state: 'major_outage', reason: 'all_checks_down' })
  expect(stateAt(undefined, ['down', 'up'])).toEqual({ state: 'partial_outage', reason: 'some_checks_down' })
  expect(stateAt(undefined, ['up', 'unknown'])).toEqual({ state: 'operational', reason: 'checks_up' })
  expect(stateAt(undefined, ['unknown'])).toEqual({ state: 'unknown', reason: 'nobody_could_look' })
})

test('before it was there nothing is known of it', () => {
  const range = { from: T, to: at(10) }
  expect(statesOver({ since: at(4), checks: [], declared: [] }, range)).toEqual([
    { from: T, to: at(4), state: 'unknown', reason: 'not_there_yet' },
    { from: at(4), to: at(10), state: 'operational', reason: 'nothing_measured' },
  ])
})

test('a page is as bad as the weight of what fails', () => {
  const shop = (state: 'operational' | 'major_outage') => ({ state, weight: 9 })
  const blog = (state: 'operational' | 'major_outage' | 'degraded' | 'maintenance' | 'unknown') => ({ state, weight: 1 })
  expect(pageStateOf([shop('major_outage'), blog('operational')])).toBe('major_outage')
  expect(pageStateOf([shop('operational'), blog('major_outage')])).toBe('partial_outage')
  expect(pageStateOf([shop('operational'), blog('degraded')])).toBe('degraded')
  expect(pageStateOf([shop('operational'), blog('maintenance')])).toBe('maintenance')
  expect(pageStateOf([shop('operational'), blog('unknown')])).toBe('operational')
  expect(pageStateOf([blog('unknown')])).toBe('unknown')
  expect(pageStateOf([])).toBe('unknown')
})

test('a post holds from the start of what it tells until it is resolved, and the worse of two words counts', () => {
  const outage = {
    kind: 'incident' as const,
    startedAt: at(0),
    plannedTo: null,
    updates: [
      { at: at(5), phase: 'investigating' as const, effects: { shop: 'major_outage' as const } },
      { at: at(20), phase: 'monitoring' as const, effects: { shop: 'degraded' as const } },
      { at: at(30), phase: 'resolved' as const, effects: {} },
    ],
  }
  const upkeep = {
    kind: 'maintenance' as const,
    startedAt: at(25),
    plannedTo: at(40),
    updates: [{ at: at(-600), phase: 'scheduled' as const, effects: { shop: 'maintenance' as const } }],
  }
  expect(declaredOf([outage, upkeep])).toEqual([
    { componentId: 'shop', from: at(0), to: at(20), state: 'major_outage' },
    { componentId: 'shop', from: at(20), to: at(30), state: 'degraded' },
    { componentId: 'shop', from: at(30), to: at(40), state: 'maintenance' },
  ])
})

test('an outage that goes on has no end yet', () => {
  const updates = [{ at: at(5), phase: 'investigating' as const, effects: { shop: 'major_outage' as const } }]
  expect(declaredOf([{ kind: 'incident', startedAt: at(0), plannedTo: null, updates }])).toEqual([
    { componentId: 'shop', from: at(0), to: null, state: 'major_outage' },
  ])
})
