/**
 * Layers and their merging. A layer is the list of leaves that it sets, each at its path; the effective plan takes every leaf
 * from the most special layer that sets it. So maps merge by key, and a list is one value that is replaced whole. `none` in the
 * place of an entry takes the entry away, until a more special layer sets something in it.
 */
import { planForm } from './form.ts'
import { entryAt, isLeaf, NONE, stepsOf, pathOf, type LeafValue, type Shape } from './shape.ts'
import type { LayerKind } from './words.ts'

/** A value at its place. */
export type Leaves = ReadonlyMap<string, LeafValue>

/** What one layer sets. `since` names the version of the layer in which each leaf got its present value. */
export interface Layer {
  readonly kind: LayerKind
  readonly leaves: Leaves
  readonly since: ReadonlyMap<string, number>
}

/** Where a value comes from; version 0 is the program's own. */
export interface Origin {
  readonly layer: LayerKind
  readonly version: number
}

export interface Sourced {
  readonly value: LeafValue
  readonly origin: Origin
  /** What would count without the layer that sets it; null when nobody else says anything. */
  readonly beneath: { readonly value: LeafValue; readonly origin: Origin } | null
}

/**
 * By path, in the order in which a plan is read. An entry that was taken away stands at its own path with the value `none`, and
 * what it would be otherwise stays below it.
 */
export type Merged = ReadonlyMap<string, Sourced>

/** Takes every leaf from the last layer that sets it. `layers` go from the most general to the most special. */
export function merge(layers: readonly Layer[]): Merged {
  const merged = new Map<string, Sourced>()
  const taken = new Set<string>()
  for (const { kind, leaves, since } of layers) {
    for (const [path, value] of leaves) {
      bringBackAround(path)
      if (takesAway(path, value)) taken.add(path)
      const before = merged.get(path)
      const beneath = before ? { value: before.value, origin: before.origin } : null
      merged.set(path, { value, origin: { layer: kind, version: since.get(path) ?? 0 }, beneath })
    }
  }
  return merged

  function bringBackAround(path: string): void {
    for (const entry of taken) {
      if (!path.startsWith(`${entry}.`)) continue
      taken.delete(entry)
      merged.delete(entry)
    }
  }
}

/** Whether a leaf says that there is no such entry here. */
export function takesAway(path: string, value: LeafValue): boolean {
  return value === NONE && entryAt(planForm, stepsOf(path)) !== undefined
}

/** The leaves of a tree that follows the shape, in the order of the tree. Empty maps have none. */
export function leavesOf(shape: Shape, tree: unknown, at: readonly string[] = []): [string, LeafValue][] {
  if (isLeaf(shape)) return [[pathOf(at), tree as LeafValue]]
  return Object.entries(tree as Readonly<Record<string, unknown>>).flatMap(([key, value]) => {
    const inner = shape.kind === 'map' ? shape.of : shape.fields[key]
    return inner === undefined ? [] : leavesOf(inner, value, [...at, key])
  })
}

/** The version in which each leaf got its value, when `next` becomes version `version` after `before`. */
export function sinceOf(
  next: Leaves,
  before: { readonly leaves: Leaves; readonly since: ReadonlyMap<string, number> },
  version: number,
  isSame: (a: LeafValue | undefined, b: LeafValue | undefined) => boolean,
): Map<string, number> {
  return new Map(
    [...next].map(([path, value]) => [path, isSame(before.leaves.get(path), value) ? (before.since.get(path) ?? version) : version]),
  )
}
