/** Parts what a request brings by environment: every item is in one part or unassigned, in the order in which it came. */
import type { Assignment, UnassignedReason } from './rules.ts'

export interface Split<T> {
  readonly parts: readonly { readonly environmentId: string; readonly items: readonly T[] }[]
  readonly unassigned: readonly { readonly item: T; readonly reason: UnassignedReason }[]
}

export function split<T>(items: readonly T[], assignmentOf: (item: T) => Assignment): Split<T> {
  const parts = new Map<string, T[]>()
  const unassigned: { item: T; reason: UnassignedReason }[] = []
  for (const item of items) {
    const assignment = assignmentOf(item)
    if (assignment.reason !== 'rule_matches') {
      unassigned.push({ item, reason: assignment.reason })
      continue
    }
    const part = parts.get(assignment.environmentId)
    if (part) part.push(item)
    else parts.set(assignment.environmentId, [item])
  }
  return { parts: [...parts].map(([environmentId, of]) => ({ environmentId, items: of })), unassigned }
}
