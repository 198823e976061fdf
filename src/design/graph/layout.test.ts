import { expect, it } from 'vitest'
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from './layout.ts'

const node = (id: string) => ({ id, label: id })

it('puts every thing below all that need it', () => {
  const edges = [
    { from: 'web', to: 'api' },
    { from: 'api', to: 'database' },
    { from: 'web', to: 'database' },
  ]
  const { placed } = layoutGraph([node('database'), node('api'), node('web')], edges)
  const layer = Object.fromEntries(placed.map((one) => [one.id, one.layer]))
  expect(layer).toEqual({ web: 0, api: 1, database: 2 })
})

it('lays no two boxes over each other', () => {
  const nodes = Array.from({ length: 30 }, (_, index) => node(`n${index}`))
  const edges = nodes.slice(1).map((one, index) => ({ from: `n${Math.floor(index / 3)}`, to: one.id }))
  const { placed } = layoutGraph(nodes, edges)
  expect(placed).toHaveLength(nodes.length)
  const overlaps = placed.flatMap((a) =>
    placed.filter((b) => a.id < b.id && Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT),
  )
  expect(overlaps).toEqual([])
})

it('ends for a circle, which the server would refuse, and keeps every box', () => {
  const { placed } = layoutGraph(
    [node('a'), node('b')],
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ],
  )
  expect(placed.map((one) => one.id).toSorted()).toEqual(['a', 'b'])
})

it('draws nothing for nothing', () => {
  expect(layoutGraph([], []).placed).toEqual([])
})
