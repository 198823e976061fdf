/** Who calls whom in an environment: services, and what they need that sends no spans of its own. */

/** A service says what it does itself; the others are known from what services say of them. */
export const NODE_KINDS = ['service', 'database', 'messaging', 'peer'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

/** More boxes than these nobody takes in; the busiest stay. */
export const NODES_MAX = 60
/** Pairs of whole traces are sought among so many spans; of a busier time a part of its traces stands for all. */
export const SPANS_JOINED_MAX = 300_000

/** What requests were like. */
export interface Served {
  readonly requests: number
  readonly failed: number
  readonly p95Ms: number
}

/** Requests of a service to something else. */
export interface Call extends Served {
  readonly caller: string
  readonly kind: NodeKind
  readonly callee: string
}

export interface MapNode {
  /** Its kind and name, which together name it. */
  readonly id: string
  readonly kind: NodeKind
  readonly name: string
  /** Null: a service that answered no request. */
  readonly served: Served | null
}

export interface MapEdge extends Served {
  readonly from: string
  readonly to: string
}

export interface ServiceMap {
  /** The busiest first. */
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  /** There is more than is told. */
  readonly isCut: boolean
}

/** Every how many-th trace is looked at, so that no more spans are paired than memory is meant for. */
export function everyOf(spans: number): number {
  return Math.max(1, Math.ceil(spans / SPANS_JOINED_MAX))
}

/** `services`: what each served; what sends no spans served what others say that they asked of it. */
export function mapOf(services: ReadonlyMap<string, Served>, calls: readonly Call[]): ServiceMap {
  const nodes = new Map<string, MapNode>()
  for (const [name, served] of services) nodes.set(idOf('service', name), { id: idOf('service', name), kind: 'service', name, served })
  for (const { caller, kind, callee, ...served } of calls) {
    const from = idOf('service', caller)
    if (!nodes.has(from)) nodes.set(from, { id: from, kind: 'service', name: caller, served: null })
    const to = idOf(kind, callee)
    const known = nodes.get(to)
    if (kind === 'service') nodes.set(to, known ?? { id: to, kind, name: callee, served: null })
    else nodes.set(to, { id: to, kind, name: callee, served: joined(known?.served ?? null, served) })
  }
  const ordered = [...nodes.values()].toSorted((a, b) => (b.served?.requests ?? 0) - (a.served?.requests ?? 0) || (a.id < b.id ? -1 : 1))
  const shown = new Map(ordered.slice(0, NODES_MAX).map((node) => [node.id, node]))
  const edges = calls.map(({ caller, kind, callee, ...served }) => ({ from: idOf('service', caller), to: idOf(kind, callee), ...served }))
  return {
    nodes: [...shown.values()],
    edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    isCut: ordered.length > NODES_MAX,
  }
}

const idOf = (kind: NodeKind, name: string): string => `${kind}:${name}`

/** Percentiles of several callers cannot be put together; the slowest of them is told. */
function joined(a: Served | null, b: Served): Served {
  if (a === null) return b
  return { requests: a.requests + b.requests, failed: a.failed + b.failed, p95Ms: Math.max(a.p95Ms, b.p95Ms) }
}
