/**
 * From merged leaves to a whole plan with types. Entries of maps that lack what they must say are left out and named: that
 * happens only when an application moves to another client and keeps a change of an entry that its former client had added.
 */
import { planForm, type Plan } from './form.ts'
import { isLeaf, NONE, pathOf, type Group, type Leaf, type LeafValue, type MapOf, type Shape } from './shape.ts'
import type { Merged, Origin, Sourced } from './layers.ts'
import { LAYERS } from './words.ts'

export interface Assembled {
  readonly plan: Plan
  /** Also those that a map's entry has because nobody says otherwise. */
  readonly leaves: Merged
  /** Paths of what an entry must say and nobody does. */
  readonly missing: readonly string[]
  /** Entries that a layer took away, by path. */
  readonly taken: ReadonlyMap<string, Taken>
}

export interface Taken {
  readonly origin: Origin
  /** How it was called; null for one without a name of its own. */
  readonly title: string | null
  /** A value of it that, set in a more special layer, brings the whole entry back there; null when it never was one. */
  readonly mark: { readonly path: string; readonly value: LeafValue } | null
}

interface Tree {
  readonly own: Map<string, Tree>
  leaf?: Sourced
}

/** Every value of the form, taken from the leaves or, in entries of maps, from what the form says they have otherwise. */
export function assemble(merged: Merged): Assembled {
  const building = { leaves: new Map<string, Sourced>(), missing: [] as string[], taken: new Map<string, Taken>() }
  const plan = build(planForm, treeOf(merged), [], building) as Plan
  return { plan, ...building }
}

function treeOf(merged: Merged): Tree {
  const root: Tree = { own: new Map() }
  for (const [path, sourced] of merged) {
    let tree = root
    for (const step of path.split('.')) {
      const next: Tree = tree.own.get(step) ?? { own: new Map() }
      tree.own.set(step, next)
      tree = next
    }
    tree.leaf = sourced
  }
  return root
}

interface Building {
  readonly leaves: Map<string, Sourced>
  readonly missing: string[]
  readonly taken: Map<string, Taken>
}

/** Undefined when something beneath must be said and is not. */
function build(shape: Shape, tree: Tree | undefined, at: readonly string[], into: Building): unknown {
  if (isLeaf(shape)) return buildLeaf(shape, tree?.leaf, at, into)
  const parts: [string, unknown][] = []
  for (const key of keysOf(shape, tree)) {
    const inner = shape.kind === 'map' ? shape.of : shape.fields[key]
    const below = tree?.own.get(key)
    const here = [...at, key]
    if (shape.kind === 'map' && below?.leaf?.value === NONE)
      into.taken.set(pathOf(here), takenOf(shape.of, below.leaf, below, pathOf(here)))
    else if (inner) parts.push([key, build(inner, below, here, into)])
  }
  if (shape.kind === 'map') return Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  return parts.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(parts)
}

function buildLeaf(leaf: Leaf, sourced: Sourced | undefined, at: readonly string[], into: Building): LeafValue | undefined {
  const path = pathOf(at)
  const found = sourced ?? (leaf.orElse === undefined ? undefined : { value: leaf.orElse, origin: BUILT_IN, beneath: null })
  if (found) into.leaves.set(path, found)
  else into.missing.push(path)
  return found?.value
}

function takenOf(shape: Shape, { origin, beneath }: Sourced, tree: Tree, path: string): Taken {
  if (shape.kind !== 'group') {
    const value = beneath?.value ?? NONE
    return { origin, title: value === NONE ? null : String(value), mark: value === NONE ? null : { path, value } }
  }
  const title = tree.own.get('title')?.leaf?.value ?? null
  return { origin, title: title === null ? null : String(title), mark: tree.own.size === 0 ? null : markOf(shape, tree, path) }
}

/** Texts are left alone where something else will do: the program's own are shown in the reader's language. */
function markOf({ fields }: Group, tree: Tree, path: string): Taken['mark'] {
  const leaves = Object.entries(fields).flatMap(([key, leaf]) => {
    const value = isLeaf(leaf) ? (tree.own.get(key)?.leaf?.value ?? leaf.orElse) : undefined
    return value === undefined ? [] : [{ leaf, path: `${path}.${key}`, value }]
  })
  const { path: place, value } = leaves.find(({ leaf }) => leaf.kind !== 'text') ?? leaves[0] ?? {}
  return place === undefined || value === undefined ? null : { path: place, value }
}

const BUILT_IN = { layer: 'standard', version: 0 } as const

function keysOf(shape: MapOf | Extract<Shape, { kind: 'group' }>, tree: Tree | undefined): readonly string[] {
  if (shape.kind === 'group') return Object.keys(shape.fields)
  const keys = [...(tree?.own.keys() ?? [])]
  if (!shape.ownFirst || !tree) return shape.keys === 'date' ? keys.toSorted() : keys
  return keys.toSorted((a, b) => addedBy(tree.own.get(b)) - addedBy(tree.own.get(a)))
}

/** Place of the layer that added an entry: the most general one that says anything about it. */
function addedBy(tree: Tree | undefined): number {
  if (!tree) return 0
  const own = tree.leaf ? [LAYERS.indexOf((tree.leaf.beneath ?? tree.leaf).origin.layer)] : []
  return Math.min(...own, ...[...tree.own.values()].map(addedBy))
}
