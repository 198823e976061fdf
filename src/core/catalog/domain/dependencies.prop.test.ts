import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideDependencies, type Dependency } from './dependencies.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f']
const known = new Set(NAMES)
const change = fc.record({ component: fc.constantFrom(...NAMES), dependsOn: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 }) })

/** By removing what needs nothing until nothing is left: another way than the one under test. */
function hasCircle(dependencies: readonly Dependency[]): boolean {
  let left = dependencies
  for (;;) {
    const needing = new Set(left.map(({ from }) => from))
    const rest = left.filter(({ to }) => needing.has(to))
    if (rest.length === left.length) return rest.length > 0
    left = rest
  }
}

test('accepted changes never leave a circle, and each refusal names a real one', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let dependencies: Dependency[] = []
      for (const { component, dependsOn } of changes) {
        const next = [...dependencies.filter(({ from }) => from !== component), ...dependsOn.map((to) => ({ from: component, to }))]
        const decision = decideDependencies({ component, dependsOn, known, dependencies })
        expect(decision.ok).toBe(!hasCircle(next))
        if (decision.ok) dependencies = next
        else if (decision.reason === 'circle') expectCircle(decision.path, next)
      }
    }),
    { numRuns: 1_000 },
  )
})

function expectCircle(path: readonly string[], dependencies: readonly Dependency[]): void {
  expect(path[0]).toBe(path.at(-1))
  for (const [index, to] of path.slice(1).entries()) expect(dependencies).toContainEqual({ from: path[index], to })
}
