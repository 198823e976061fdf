/** What differs between two versions of a layer, or between what is there and what a file says. */
import type { LeafValue } from './shape.ts'
import type { Leaves } from './layers.ts'
import { isSameValue } from './values.ts'

/** One value; null: the layer does not say it, so it is inherited. */
export interface Change {
  readonly path: string
  readonly before: LeafValue | null
  readonly after: LeafValue | null
}

/** In the order of `after`, then what only `before` has. */
export function changesBetween(before: Leaves, after: Leaves): Change[] {
  const set = [...after].filter(([path, value]) => !isSameValue(before.get(path), value))
  const unset = [...before].filter(([path]) => !after.has(path))
  return [
    ...set.map(([path, value]) => ({ path, before: before.get(path) ?? null, after: value })),
    ...unset.map(([path, value]) => ({ path, before: value, after: null })),
  ]
}

/** One line of a diff. */
export function tellChange({ path, before, after }: Change): string {
  if (after === null) return `- ${path}: ${tellValue(before)} (inherited again)`
  return before === null ? `+ ${path}: ${tellValue(after)}` : `~ ${path}: ${tellValue(before)} → ${tellValue(after)}`
}

function tellValue(value: LeafValue | null): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
}
