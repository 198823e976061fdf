import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { changesBetween } from './changes.ts'
import { planForm } from './form.ts'
import { leavesOf, merge, sinceOf, type Layer } from './layers.ts'
import { isLeaf, shapeAt, stepsOf, type LeafValue } from './shape.ts'
import { editSource, readSource } from './source.ts'
import { standardPlan } from './standard/standard.ts'
import { isSameValue, readValue } from './values.ts'
import { LAYERS, type LayerKind } from './words.ts'

const standard = leavesOf(planForm, standardPlan)
const paths = standard.map(([path]) => path)
/** Values that the form allows at each place, taken from all over the plan. */
const others = new Map(paths.map((path) => [path, standard.filter(([, value]) => allows(path, value))]))

function allows(path: string, value: LeafValue): boolean {
  const shape = shapeAt(planForm, stepsOf(path))
  return shape !== undefined && isLeaf(shape) && readValue(shape, value).ok
}

const someLeaves = fc
  .array(fc.tuple(fc.constantFrom(...paths), fc.nat()), { maxLength: 30 })
  .map(
    (picks) =>
      new Map(picks.map(([path, pick]) => [path, others.get(path)?.at(pick % (others.get(path)?.length ?? 1))?.[1] ?? ''] as const)),
  )

const chain = fc.tuple(someLeaves, someLeaves, someLeaves).map((parts): Layer[] => [
  { kind: 'standard', leaves: new Map(standard), since: new Map() },
  ...parts.map((leaves, index) => ({
    kind: LAYERS[index + 1] as LayerKind,
    leaves,
    since: new Map([...leaves.keys()].map((path) => [path, index + 5])),
  })),
])

/** The rule said slowly: walk from the most special layer up until one says something. */
function slowly(layers: readonly Layer[], path: string) {
  const by = layers.toReversed().filter(({ leaves }) => leaves.has(path))
  return by.map(({ kind, leaves }) => ({ value: leaves.get(path), layer: kind }))
}

test('every value is that of the most special plan that says it, and what lies beneath is that of the next', () => {
  fc.assert(
    fc.property(chain, (layers) => {
      const merged = merge(layers)
      for (const path of paths) {
        const [first, second] = slowly(layers, path)
        const found = merged.get(path)
        expect([found?.value, found?.origin.layer]).toEqual([first?.value, first?.layer])
        expect([found?.beneath?.value, found?.beneath?.origin.layer]).toEqual([second?.value, second?.layer])
      }
    }),
    { numRuns: 300 },
  )
})

test('a plan that says nothing changes nothing, and saying what is inherited changes no value', () => {
  fc.assert(
    fc.property(chain, fc.constantFrom(...paths), (layers, path) => {
      const values = (of: readonly Layer[]) => new Map([...merge(of)].map(([at, { value }]) => [at, value]))
      const empty: Layer = { kind: 'application', leaves: new Map(), since: new Map() }
      expect(values([...layers, empty])).toEqual(values(layers))
      const inherited = values(layers).get(path) as LeafValue
      expect(values([...layers, { ...empty, leaves: new Map([[path, inherited]]) }])).toEqual(values(layers))
    }),
    { numRuns: 300 },
  )
})

test('assembling keeps every value that was merged', () => {
  fc.assert(
    fc.property(chain, (layers) => {
      const merged = merge(layers)
      const { plan, leaves, missing } = assemble(merged)
      expect(missing).toEqual([])
      expect(new Map(leaves)).toEqual(new Map(merged))
      expect(new Map(leavesOf(planForm, plan))).toEqual(new Map([...merged].map(([path, { value }]) => [path, value])))
    }),
    { numRuns: 100 },
  )
})

test('a file edited value by value says exactly those values, whatever was there', () => {
  fc.assert(
    fc.property(someLeaves, someLeaves, (first, second) => {
      const start = editSource('# kept\n', { set: first, unset: [] })
      const unset = [...first.keys()].filter((path) => !second.has(path))
      const edited = editSource(start, { set: second, unset })
      expect(new Map(readSource(edited).leaves)).toEqual(new Map(second))
      expect(edited).toContain('# kept')
    }),
    { numRuns: 150 },
  )
})

test('the version that set a value is the last one that changed it', () => {
  fc.assert(
    fc.property(fc.array(someLeaves, { minLength: 1, maxLength: 6 }), (versions) => {
      let before = { leaves: new Map<string, LeafValue>(), since: new Map<string, number>() }
      const history = [before.leaves, ...versions]
      versions.forEach((leaves, index) => {
        before = { leaves, since: sinceOf(leaves, before, index + 1, isSameValue) }
      })
      for (const [path, value] of before.leaves) {
        let expected = versions.length
        while (expected > 1 && isSameValue(history[expected - 1]?.get(path), value)) expected--
        expect(before.since.get(path)).toBe(expected)
      }
    }),
    { numRuns: 200 },
  )
})

test('the changes between two versions lead from one to the other', () => {
  fc.assert(
    fc.property(someLeaves, someLeaves, (before, after) => {
      const walked = new Map<string, LeafValue>(before)
      for (const change of changesBetween(before, after)) {
        expect(change.before).toEqual(before.get(change.path) ?? null)
        if (change.after === null) walked.delete(change.path)
        else walked.set(change.path, change.after)
      }
      expect(walked).toEqual(new Map(after))
    }),
    { numRuns: 200 },
  )
})
