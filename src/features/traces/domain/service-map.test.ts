/** What is drawn of who calls whom. */
import { expect, test } from 'vitest'
import { everyOf, mapOf, NODES_MAX, SPANS_JOINED_MAX, type Call } from './service-map.ts'

const served = (requests: number, failed = 0, p95Ms = 10) => ({ requests, failed, p95Ms })
const call = (caller: string, callee: string, kind: Call['kind'] = 'service', of = served(10)): Call => ({ caller, callee, kind, ...of })

test('a service is told by what it served, anything else by what was asked of it', () => {
  const calls = [
    call('shop', 'cart'),
    call('shop', 'postgresql', 'database', served(5, 1, 30)),
    call('cart', 'postgresql', 'database', served(7, 2, 20)),
  ]
  expect(mapOf(new Map([['cart', served(12, 3, 40)]]), calls)).toEqual({
    nodes: [
      { id: 'database:postgresql', kind: 'database', name: 'postgresql', served: served(12, 3, 30) },
      { id: 'service:cart', kind: 'service', name: 'cart', served: served(12, 3, 40) },
      { id: 'service:shop', kind: 'service', name: 'shop', served: null },
    ],
    edges: [
      { from: 'service:shop', to: 'service:cart', ...served(10) },
      { from: 'service:shop', to: 'database:postgresql', ...served(5, 1, 30) },
      { from: 'service:cart', to: 'database:postgresql', ...served(7, 2, 20) },
    ],
    isCut: false,
  })
})

test('a service and something else of the same name are two', () => {
  expect(mapOf(new Map(), [call('shop', 'redis'), call('shop', 'redis', 'database')]).nodes).toHaveLength(3)
})

test('the busiest are drawn when there are too many, and no line leads to what is not', () => {
  const services = new Map(Array.from({ length: NODES_MAX + 1 }, (_, index) => [`s${index}`, served(index)]))
  const { nodes, edges, isCut } = mapOf(services, [call('s1', 's0'), call('s1', 's2')])
  expect([nodes.length, isCut, nodes.at(-1)?.name]).toEqual([NODES_MAX, true, 's1'])
  expect(edges.map(({ to }) => to)).toEqual(['service:s2'])
})

test('a part of the traces stands for all where there are too many spans', () => {
  expect([0, SPANS_JOINED_MAX, SPANS_JOINED_MAX + 1, 10 * SPANS_JOINED_MAX].map(everyOf)).toEqual([1, 1, 2, 10])
})
