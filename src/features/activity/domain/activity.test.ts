import { describe, expect, test } from 'vitest'
import { movedBy } from './change.ts'
import { featureUses, isOf, type KnownFeature, type Used } from './features.ts'

const CHECKOUT: KnownFeature = { id: 'c', name: 'Checkout', importance: 'core', routes: ['POST /orders/:id', '/cart/*'] }
const SEARCH: KnownFeature = { id: 's', name: 'Search', importance: 'ordinary', routes: ['/search'] }

const used = (of: Partial<Used>): Used => ({
  kind: 'feature',
  name: 'checkout',
  release: 'web@7',
  isThisWeek: true,
  uses: 1,
  ...of,
})

describe('a change against the week before', () => {
  test.each([
    [
      { now: 30, before: 20 },
      { change: 0.5, comparison: 'compared' },
    ],
    [
      { now: 0, before: 20 },
      { change: -1, comparison: 'compared' },
    ],
    [
      { now: 4, before: 2 },
      { change: null, comparison: 'too_few' },
    ],
    [
      { now: 30, before: 0 },
      { change: null, comparison: 'nothing_before' },
    ],
  ] as const)('from %j is %j', (counts, moved) => expect(movedBy(counts, 5)).toEqual({ ...counts, ...moved }))
})

test.each([
  ['/orders/:id', 'POST /orders/:id', true],
  ['/orders/:id/lines', '/orders/:id', false],
  ['/cart', '/cart/*', true],
  ['/cart/:id/pay', '/cart/*', true],
  ['/carts', '/cart/*', false],
  ['/a/b/c', '/a/*/c', true],
])('%s belongs to %s: %s', (path, pattern, belongs) => expect(isOf(path, pattern)).toBe(belongs))

test('what pages count by name, their routes and what they ask for count for the feature that they belong to', () => {
  const uses = [
    used({ uses: 3 }),
    used({ kind: 'route', name: '/cart/:id', uses: 2, release: 'web@8' }),
    used({ kind: 'fetch', name: '/orders/:id', uses: 4, isThisWeek: false }),
    used({ kind: 'route', name: '/about', uses: 9 }),
  ]
  expect(featureUses([CHECKOUT], uses)).toEqual([
    {
      feature: CHECKOUT,
      name: 'Checkout',
      now: 5,
      before: 4,
      releases: [
        { release: 'web@7', uses: 3 },
        { release: 'web@8', uses: 2 },
      ],
    },
  ])
})

test('a feature that nobody used is told, and what is counted by a name of nobody’s stands by itself', () => {
  const rows = featureUses([CHECKOUT, SEARCH], [used({ name: 'export', uses: 2 })])
  expect(rows.map(({ name, now, feature }) => [name, now, feature?.id ?? null])).toEqual([
    ['export', 2, null],
    ['Checkout', 0, 'c'],
    ['Search', 0, 's'],
  ])
})
