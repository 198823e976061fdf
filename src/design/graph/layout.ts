/**
 * Where the boxes of a dependency graph stand: layers from those nobody needs down to those that need nothing, then a few
 * sweeps that move each box towards the middle of its neighbours (Sugiyama's method, without dummy nodes: our graphs are
 * small and their long edges may pass behind boxes). Pure and deterministic.
 */
export interface GraphNode {
  readonly id: string
  readonly label: string
}

/** `from` needs `to`. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
}

export interface Placed {
  readonly id: string
  readonly layer: number
  /** Left edge and top edge in drawing units. */
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly placed: readonly Placed[]
  readonly width: number
  readonly height: number
}

export const NODE_WIDTH = 168
export const NODE_HEIGHT = 52
const GAP_X = 28
const GAP_Y = 60
const SWEEPS = 6

export function layoutGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Layout {
  const known = edges.filter(
    (edge) => edge.from !== edge.to && nodes.some(({ id }) => id === edge.from) && nodes.some(({ id }) => id === edge.to),
  )
  const layers = order(layersOf(nodes, known), known)
  const widest = Math.max(1, ...layers.map((layer) => layer.length))
  const width = widest * NODE_WIDTH + (widest - 1) * GAP_X
  const placed = layers.flatMap((layer, depth) => {
    const start = (width - layer.length * NODE_WIDTH - (layer.length - 1) * GAP_X) / 2
    return layer.map((id, index) => ({ id, layer: depth, x: start + index * (NODE_WIDTH + GAP_X), y: depth * (NODE_HEIGHT + GAP_Y) }))
  })
  return { placed, width, height: Math.max(1, layers.length) * (NODE_HEIGHT + GAP_Y) - GAP_Y }
}

/** Longest path from a node that nobody needs. A circle, which the server refuses, would stop at the number of nodes. */
function layersOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[][] {
  const depth = new Map(nodes.map(({ id }) => [id, 0]))
  for (let round = 0; round < nodes.length; round++) {
    const deeper = edges.filter(({ from, to }) => (depth.get(to) ?? 0) < (depth.get(from) ?? 0) + 1)
    if (deeper.length === 0) break
    for (const { from, to } of deeper) depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1))
  }
  const layers: string[][] = []
  for (const { id } of nodes) (layers[Math.min(depth.get(id) ?? 0, nodes.length - 1)] ??= []).push(id)
  return layers.filter((layer) => layer !== undefined)
}

function order(layers: string[][], edges: readonly GraphEdge[]): string[][] {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, (index + 0.5) / layer.length] as const)))
    for (const layer of layers) {
      const middle = new Map(layer.map((id) => [id, middleOf(id, edges, place)]))
      layer.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0))
    }
  }
  return layers
}

function middleOf(id: string, edges: readonly GraphEdge[], place: ReadonlyMap<string, number>): number {
  const near = edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
  if (near.length === 0) return place.get(id) ?? 0
  return near.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / near.length
}
