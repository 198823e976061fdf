/** Giving a task that nobody has to somebody, by the rules of what it came from. */
import { labelOf } from '#core/records/contract/kind.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import { lockRecord, scopeOfRecord, updateRecord } from '#core/records/public.ts'
import { taskAssigned } from '#events/tasks.ts'
import type { ActorRef } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { taskKind } from '../contract/kind.ts'
import { READ_TASKS } from '../domain/permissions.ts'
import { findTask } from '../store/tasks.ts'

/**
 * Asks no permission of the actor. Nothing happens when somebody has it, when it is done or deleted, and when that person may not see
 * it: false then.
 */
export async function assignUnlessTaken(
  tx: Tx,
  { platform, actor }: { readonly platform: Pick<Platform, 'clock' | 'log'>; readonly actor: ActorRef },
  { taskId, assigneeId }: { readonly taskId: string; readonly assigneeId: string },
): Promise<boolean> {
  const record = await lockRecord(tx, taskId)
  const task = await findTask(tx, taskId)
  if (record === undefined || task === undefined) return false
  if (record.deletedAt !== null || record.state !== 'open' || record.assigneeId !== null) return false
  const scope = scopeOfRecord(record)
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_TASKS], scope, ids: [assigneeId], limit: 1 })
  if (reader === undefined) return false
  const at = platform.clock.now()
  const { id, clientId, applicationId, title, dueAt, priority, version, audience } = record
  const facts = { description: task.description, isRestricted: audience === 'restricted' }
  const place = { id, clientId, applicationId }
  await updateRecord(tx, taskKind, { ...place, title, state: 'open', assigneeId, dueAt, priority, version, facts, at })
  const particulars = { label: labelOf('task', record.number), assigneeId, beforeId: null }
  await platform.log.publish(tx, { event: taskAssigned, actor, record: { kind: 'task', id }, scope, at, particulars })
  return true
}
