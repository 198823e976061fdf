/** The moment at which a task is due. */
import { labelOf } from '#core/records/contract/kind.ts'
import { findRecord, scopeOfRecord } from '#core/records/public.ts'
import { taskFellDue } from '#events/tasks.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { TaskState } from '../domain/words.ts'

/** Names the rows of the due table. */
export const TASK_DUE = 'tasks.due'

/** Sets or takes out the reminder, as the task now is. What was due before it was written reminds nobody. */
export function remind(
  { due }: Pick<Platform, 'due'>,
  tx: Tx,
  {
    id,
    state,
    dueAt,
    at,
  }: { readonly id: string; readonly state: TaskState | 'deleted'; readonly dueAt: Instant | null; readonly at: Instant },
): Promise<void> {
  if (state === 'open' && dueAt !== null && dueAt > at) return due.set(tx, { kind: TASK_DUE, record: id, at: dueAt })
  return due.clear(tx, { kind: TASK_DUE, record: id })
}

/** Tells the log; whoever notifies people follows it. */
export async function fallDue({ clock, log }: Pick<Platform, 'clock' | 'log'>, tx: Tx, id: string): Promise<void> {
  const row = await findRecord(tx, id)
  if (row === undefined || row.deletedAt !== null || row.state !== 'open') return
  await log.publish(tx, {
    event: taskFellDue,
    actor: { kind: 'system', id: TASK_DUE },
    record: { kind: 'task', id },
    scope: scopeOfRecord(row),
    at: clock.now(),
    particulars: { label: labelOf('task', row.number), assigneeId: row.assigneeId },
  })
}
