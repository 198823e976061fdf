/** Who is told of what happens to groups of errors. */
import { findRecord } from '#core/records/public.ts'
import { errorGroupAssigned, errorGroupCameBack } from '#events/errors.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'

const given: NoticeTopic = { key: 'errors.given', title: 'An error is given to you' }
const back: NoticeTopic = { key: 'errors.came_back', title: 'An error of yours comes back' }

async function newAssignee({ particulars }: SealedEvent): Promise<readonly Told[]> {
  return [{ personId: (particulars as { assigneeId: string }).assigneeId, reason: 'assigned' }]
}

async function assignee({ record }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const personId = (await findRecord(tx, record.id))?.assigneeId
  return personId ? [{ personId, reason: 'assigned' }] : []
}

export const errorNotifies: readonly Notifies[] = [
  { on: errorGroupAssigned, topic: given, whom: newAssignee },
  { on: errorGroupCameBack, topic: back, whom: assignee },
]
