import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { planForm } from './form.ts'
import { judge } from './judge.ts'
import { leavesOf, merge, type Layer } from './layers.ts'
import type { LeafValue } from './shape.ts'
import { editSource, readSource } from './source.ts'
import { standardPlan } from './standard/standard.ts'
import { LAYERS, type LayerKind } from './words.ts'

const standard: Layer = { kind: 'standard', leaves: new Map(leavesOf(planForm, standardPlan)), since: new Map() }
const layer = (kind: LayerKind, text: string): Layer => ({ kind, leaves: readSource(text).leaves, since: new Map() })
const [activity = ''] = Object.keys(standardPlan.maintenance.activities)
const AWAY = `maintenance:\n  activities:\n    ${activity}: none # the hoster does it\n`

describe('an entry that a plan takes away', () => {
  test('is none here and below, and keeps its name and what brings it back', () => {
    const { plan, taken, leaves } = assemble(merge([standard, layer('client', AWAY), layer('application', '')]))
    expect(Object.keys(plan.maintenance.activities)).not.toContain(activity)
    expect([...leaves.keys()].filter((path) => path.startsWith(`maintenance.activities.${activity}`))).toEqual([])
    const { title, every } = standardPlan.maintenance.activities[activity] ?? {}
    expect([...taken]).toEqual([
      [
        `maintenance.activities.${activity}`,
        { origin: { layer: 'client', version: 0 }, title, mark: { path: `maintenance.activities.${activity}.every`, value: every } },
      ],
    ])
  })

  test('is whole again where a plan below sets something in it', () => {
    const below = layer('application', `maintenance:\n  activities:\n    ${activity}: { every: 3 weeks }\n`)
    const { plan, taken } = assemble(merge([standard, layer('client', AWAY), below]))
    expect(plan.maintenance.activities[activity]).toEqual({ ...standardPlan.maintenance.activities[activity], every: '3 weeks' })
    expect(taken.size).toBe(0)
  })

  test('is missed where the plan still names it', () => {
    const faults = judge(assemble(merge([standard, layer('client', 'hours:\n  calendars:\n    business: none\n')])))
    expect(faults.map(({ path }) => path)).toContain('hours.calendar')
  })

  test('can be a single holiday', () => {
    const given = layer(
      'organisation',
      'hours:\n  holidays:\n    public:\n      days: { 2026-12-24: Christmas Eve, 2026-12-25: Christmas Day }\n',
    )
    const away = layer('client', 'hours:\n  holidays:\n    public:\n      days: { 2026-12-24: none }\n')
    const { plan, taken } = assemble(merge([standard, given, away]))
    expect(plan.hours.holidays['public']?.days).toEqual({ '2026-12-25': 'Christmas Day' })
    const path = 'hours.holidays.public.days.2026-12-24'
    expect(taken.get(path)).toMatchObject({ title: 'Christmas Eve', mark: { path, value: 'Christmas Eve' } })
  })
})

describe('its file', () => {
  test('says it in the place of the entry, whatever stood there, and the comments around it stay', () => {
    const text = `# kept\nmaintenance:\n  activities:\n    ${activity}:\n      every: 3 weeks\n`
    const path = `maintenance.activities.${activity}`
    const away = editSource(text, { set: new Map([[path, 'none']]), unset: [] })
    expect([...readSource(away).leaves]).toEqual([[path, 'none']])
    expect(away).toContain('# kept')
    const back = editSource(away, { set: new Map([[`${path}.every`, '2 weeks']]), unset: [] })
    expect([...readSource(back).leaves]).toEqual([[`${path}.every`, '2 weeks']])
    expect(editSource(AWAY, { set: new Map(), unset: [path] })).not.toContain(activity)
  })

  test('takes nothing away but entries', () => {
    expect(readSource('maintenance: none\n').faults).toMatchObject([{ line: 1 }])
    expect(readSource('maintenance:\n  activities: none\n').faults).toMatchObject([{ line: 2 }])
    expect(readSource('severity:\n  table:\n    stopped: none\n').faults).toMatchObject([{ line: 3 }])
  })
})

/** Walks from the most special layer up: one that sets something in the entry has it, one that takes it away has not. */
function isThere(layers: readonly Layer[], entry: string): boolean {
  for (const { leaves } of layers.toReversed()) {
    if ([...leaves.keys()].some((path) => path.startsWith(`${entry}.`))) return true
    if (leaves.get(entry) === 'none') return false
  }
  return false
}

test('whether an entry is there is decided by the most special plan that says anything about it', () => {
  const entries = Object.keys(standardPlan.maintenance.activities).map((key) => `maintenance.activities.${key}`)
  const saying = fc.constantFrom('nothing', 'away', 'every')
  const leavesOfSayings = (sayings: readonly string[]): ReadonlyMap<string, LeafValue> =>
    new Map(
      sayings.flatMap((said, index): [string, LeafValue][] => {
        const entry = entries[index] ?? ''
        if (said === 'away') return [[entry, 'none']]
        return said === 'every' ? [[`${entry}.every`, '3 weeks']] : []
      }),
    )
  const someLayer = fc.array(saying, { minLength: entries.length, maxLength: entries.length }).map(leavesOfSayings)
  fc.assert(
    fc.property(fc.tuple(someLayer, someLayer, someLayer), (parts) => {
      const own = parts.map((leaves, index): Layer => ({ kind: LAYERS[index + 1] as LayerKind, leaves, since: new Map() }))
      const layers = [standard, ...own]
      const { plan, taken, missing } = assemble(merge(layers))
      expect(missing).toEqual([])
      const there = entries.filter((entry) => isThere(layers, entry))
      expect(Object.keys(plan.maintenance.activities).map((key) => `maintenance.activities.${key}`)).toEqual(there)
      expect([...taken.keys()].toSorted()).toEqual(entries.filter((entry) => !there.includes(entry)).toSorted())
    }),
    { numRuns: 200 },
  )
})
