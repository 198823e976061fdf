/** Who is told of what happens to tasks. */
import { taskAssigned, taskFellDue } from '#events/tasks.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'

const given: NoticeTopic = { key: 'tasks.given', title: 'A task is given to you' }
const due: NoticeTopic = { key: 'tasks.due', title: 'A task of yours falls due' }

async function assignee({ particulars }: SealedEvent): Promise<readonly Told[]> {
  const { assigneeId } = particulars as { assigneeId: string | null }
  return assigneeId === null ? [] : [{ personId: assigneeId, reason: 'assigned' }]
}

export const taskNotifies: readonly Notifies[] = [
  { on: taskAssigned, topic: given, whom: assignee },
  { on: taskFellDue, topic: due, whom: assignee },
]
