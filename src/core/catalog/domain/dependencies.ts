/** Dependencies between the components of one application form a graph without circles. */

/** `from` needs `to`; UUIDs. */
export interface Dependency {
  readonly from: string
  readonly to: string
}

export type DependencyDecision =
  | { readonly ok: true }
  /** `path` starts and ends with the same component, each needing the next. */
  | { readonly ok: false; readonly reason: 'circle'; readonly path: readonly string[] }
  /** A component that does not belong to the application, or is archived. */
  | { readonly ok: false; readonly reason: 'unknown_component'; readonly component: string }

/** Whether `component` may need exactly `dependsOn`, given all other dependencies of its application. */
export function decideDependencies(given: {
  readonly component: string
  readonly dependsOn: readonly string[]
  /** Active components of the application. */
  readonly known: ReadonlySet<string>
  /** As they are now; those of `component` itself are ignored. */
  readonly dependencies: readonly Dependency[]
}): DependencyDecision {
  const stranger = given.dependsOn.find((id) => !given.known.has(id))
  if (stranger !== undefined) return { ok: false, reason: 'unknown_component', component: stranger }
  const needs = new Map<string, string[]>([[given.component, [...given.dependsOn]]])
  for (const { from, to } of given.dependencies) {
    if (from === given.component) continue
    needs.set(from, [...(needs.get(from) ?? []), to])
  }
  const path = pathBack(given.component, needs)
  return path ? { ok: false, reason: 'circle', path } : { ok: true }
}

/** A shortest way from `start` back to itself. */
function pathBack(start: string, needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const next = needs.get(at) ?? []
    if (next.includes(start)) return [...wayTo(at, cameFrom), start]
    const fresh = next.filter((id) => !cameFrom.has(id))
    for (const id of fresh) cameFrom.set(id, at)
    queue.push(...new Set(fresh))
  }
  return undefined
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end]
  for (let before = cameFrom.get(end); before !== undefined; before = cameFrom.get(before)) way.unshift(before)
  return way
}
