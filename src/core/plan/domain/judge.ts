/** What can be wrong with a plan as a whole, although each value in it is right: names that nothing bears, entries half said. */
import { meant } from '#kit/shown-value.ts'
import type { Assembled } from './assemble.ts'
import { planForm, type Plan } from './form.ts'
import { isLeaf, NONE, shapeAt, stepsOf, type LeafValue, type Named } from './shape.ts'
import type { ValueFault } from './values.ts'

export interface PlanFault extends ValueFault {
  readonly path: string
}

/** In the order of the plan; empty for a plan that can be run. */
export function judge(assembled: Assembled): readonly PlanFault[] {
  const { plan, leaves, missing } = assembled
  return [
    ...missing.map((path) => ({ path, what: 'This entry is new and does not say everything.', todo: `Add ${path}.` })),
    ...[...leaves].flatMap(([path, { value }]) => namesFault(plan, path, value)),
    ...defaultFaults(plan),
    ...Object.entries(plan.maintenance.windows).flatMap(([key, { from, to }]) =>
      from < to
        ? []
        : [
            {
              path: `maintenance.windows.${key}.to`,
              what: 'The window ends before it begins.',
              todo: 'Let it end later, or make two windows.',
            },
          ],
    ),
  ]
}

/** The keys that a name may be. */
export function keysOf(plan: Plan, named: Named): readonly string[] {
  const maps = { roles: plan.roles, tiers: plan.tiers, calendars: plan.hours.calendars, holidays: plan.hours.holidays }
  return Object.keys(named === 'thresholds' ? plan.thresholds : maps[named])
}

function namesFault(plan: Plan, path: string, value: LeafValue): readonly PlanFault[] {
  const shape = shapeAt(planForm, stepsOf(path))
  if (!shape || !isLeaf(shape)) return []
  const naming = shape.kind === 'list' ? shape.of : shape
  if (naming.kind !== 'name') return []
  const keys = keysOf(plan, naming.of)
  const unknown = (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).filter((key) => !keys.includes(key))
  return unknown.map((key) => ({ path, what: `The plan has nothing named "${key}" among its ${naming.of}.`, todo: meant(key, keys) }))
}

/** Tickets that no target asks for by type need exactly one that takes all others. */
function defaultFaults({ targets }: Plan): readonly PlanFault[] {
  const takers = Object.entries(targets).filter(([, { enabled, forAllOthers }]) => enabled && forAllOthers)
  if (takers.length === 1) return []
  const todo = 'Set forAllOthers to true for exactly one of the enabled targets.'
  if (takers.length === 0) return [{ path: 'targets', what: 'No target takes the tickets that no other takes.', todo }]
  return takers.slice(1).map(([key]) => ({ path: `targets.${key}.forAllOthers`, what: 'Another target takes all others already.', todo }))
}

/** Whether an amount that may be left out is there. */
export function isSaid(text: string): boolean {
  return text !== NONE
}
