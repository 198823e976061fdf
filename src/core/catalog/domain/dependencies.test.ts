import { expect, test } from 'vitest'
import { decideDependencies } from './dependencies.ts'

const known = new Set(['web', 'api', 'db', 'cache'])

test('what runs in one direction is accepted, also when two ways lead to the same component', () => {
  const dependencies = [
    { from: 'api', to: 'db' },
    { from: 'cache', to: 'db' },
  ]
  expect(decideDependencies({ component: 'web', dependsOn: ['api', 'cache'], known, dependencies })).toEqual({ ok: true })
})

test('a circle is refused and named from end to end', () => {
  const dependencies = [
    { from: 'web', to: 'api' },
    { from: 'api', to: 'db' },
  ]
  expect(decideDependencies({ component: 'db', dependsOn: ['web'], known, dependencies })).toEqual({
    ok: false,
    reason: 'circle',
    path: ['db', 'web', 'api', 'db'],
  })
})

test('a component cannot need itself', () => {
  expect(decideDependencies({ component: 'db', dependsOn: ['db'], known, dependencies: [] })).toEqual({
    ok: false,
    reason: 'circle',
    path: ['db', 'db'],
  })
})

test('replacing the dependencies forgets the old ones, so turning an arrow round is no circle', () => {
  expect(decideDependencies({ component: 'web', dependsOn: [], known, dependencies: [{ from: 'web', to: 'api' }] })).toEqual({ ok: true })
})

test('a component of another application is refused', () => {
  expect(decideDependencies({ component: 'web', dependsOn: ['other'], known, dependencies: [] })).toEqual({
    ok: false,
    reason: 'unknown_component',
    component: 'other',
  })
})
