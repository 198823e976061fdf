/** Follows support plans, and what they hang on, so that the windows in them take place. */
import { applicationArchived, applicationChanged, applicationCreated, applicationRestored, clientChanged } from '#events/catalog.ts'
import { planChanged, planRestored } from '#events/plan.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Reaction } from '#platform/module.ts'
import { followPlan } from '../actions/follow-plan.ts'

export function planReaction(platform: Pick<Platform, 'due'>): Reaction {
  return {
    name: 'maintenance.plan',
    on: [planChanged, planRestored, clientChanged, applicationCreated, applicationChanged, applicationArchived, applicationRestored],
    react: async (event, tx) => (concernsWindows(event) ? followPlan(platform, tx, event) : undefined),
  }
}

/** Windows follow from the chapters on maintenance and hours. An event names only the first values of a large change. */
function concernsWindows({ kind, particulars }: SealedEvent): boolean {
  if (kind !== planChanged.kind && kind !== planRestored.kind) return true
  const { count, paths } = particulars as { count: number; paths: readonly string[] }
  return count > paths.length || paths.some((path) => path.startsWith('maintenance.windows') || path.startsWith('hours.'))
}
