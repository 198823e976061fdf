/** What other features may ask on-call. Ids are UUIDs. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { onDuty } from './actions/resolve-people.ts'
import { findPolicy } from './store/policies.ts'

/** Somebody who is on duty. */
export interface OnDuty {
  readonly personId: string
  /** 1: asked first. */
  readonly level: number
  readonly scheduleId: string
}

/**
 * Who is on duty for an application by the schedules that its escalation names, in the order in which they are asked; nobody where it
 * follows the plan alone, whose roles the plan knows. Checks no permission.
 */
export async function onDutyAt(
  tx: Tx,
  { applicationId, at }: { readonly applicationId: string; readonly at: Instant },
): Promise<readonly OnDuty[]> {
  const policy = await findPolicy(tx, applicationId)
  const found: OnDuty[] = []
  for (const [index, step] of (policy?.steps ?? []).entries()) {
    const ids = step.who.flatMap((one) => (one.kind === 'schedule' ? [one.id] : []))
    const asked = ids.length === 0 ? [] : await onDuty(tx, ids, at)
    for (const { personId, scheduleId } of asked) if (scheduleId !== null) found.push({ personId, level: index + 1, scheduleId })
  }
  return found
}
