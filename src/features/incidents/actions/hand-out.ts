/** Somebody has a role now: steps of it that nobody has become theirs. */
import { assignUnlessTaken } from '#core/tasks/public.ts'
import type { StepRole } from '../domain/playbooks.ts'
import { listSteps } from '../store/playbooks.ts'
import type { Writing } from './act.ts'

export async function handOut(
  { act, tx, record }: Pick<Writing, 'act' | 'tx' | 'record'>,
  role: StepRole,
  personId: string,
): Promise<void> {
  const waiting = (await listSteps(tx, record.id)).filter((step) => step.role === role)
  for (const { taskId } of waiting) await assignUnlessTaken(tx, act, { taskId, assigneeId: personId })
}
