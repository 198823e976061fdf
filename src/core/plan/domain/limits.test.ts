import { describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { planForm } from './form.ts'
import { leavesOf, merge, type Layer } from './layers.ts'
import { limitFor, standingOf } from './limits.ts'
import { standardPlan } from './standard/standard.ts'

const standard: Layer = { kind: 'standard', leaves: new Map(leavesOf(planForm, standardPlan)), since: new Map() }

function effective(...layers: readonly Layer[]) {
  const { plan, leaves } = assemble(merge([standard, ...layers]))
  return { plan, values: leaves }
}

const saying = (path: string, value: string): Layer => ({ kind: 'client', leaves: new Map([[path, value]]), since: new Map([[path, 1]]) })

describe('the limit of a signal', () => {
  test('is the standard plan’s while nobody says otherwise', () => {
    expect(limitFor(effective(), 'response_time')).toEqual({ above: 3_000, layer: 'standard', forSeconds: 300, volumeMin: 50 })
  })

  test('is that of the layer that changed it', () => {
    const plan = effective(saying('thresholds.response_time.limit', '800 ms'))
    expect(limitFor(plan, 'response_time')).toMatchObject({ above: 800, layer: 'client' })
  })

  test('is the one that is reached first where there are two', () => {
    expect(limitFor(effective(), 'error_rate')).toMatchObject({ above: 0.01, volumeMin: 10 })
  })

  test('is none when the threshold is off', () => {
    expect(limitFor(effective(saying('thresholds.cpu.mode', 'off')), 'cpu')).toBeUndefined()
  })
})

test.each([
  [{ value: undefined }, 'unknown'],
  [{ value: 0.01 }, 'within'],
  [{ value: 0.02 }, 'above'],
  [{ value: 0.02, volume: 9 }, 'too_few'],
  [{ value: 0.02, volume: 10 }, 'above'],
] as const)('%j against one per cent of ten is %s', (said, standing) => {
  expect(standingOf(said, { above: 0.01, volumeMin: 10 })).toBe(standing)
})

test('a value without a limit stands against nothing', () => {
  expect(standingOf({ value: 5 }, undefined)).toBe('no_limit')
})
