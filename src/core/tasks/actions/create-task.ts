/** Adding a task. */
import { uuidv7 } from 'uuidv7'
import { labelOf } from '#core/records/contract/kind.ts'
import { insertRecord } from '#core/records/public.ts'
import { taskAssigned, taskCreated } from '#events/tasks.ts'
import type { HandledOf } from '#kit/contract.ts'
import { taskKind } from '../contract/kind.ts'
import type { tasksContract } from '../contract/contract.ts'
import { insertTask } from '../store/tasks.ts'
import { remind } from './fall-due.ts'
import { expectAssignee, placeAsked, placeOfRecord, taskScope, type Act } from './place.ts'

type Creation = HandledOf<(typeof tasksContract)['createTask']>['body']

/** Returns the UUID. */
export function createTask(act: Act, body: Creation): Promise<string> {
  const { platform, caller } = act
  const { title, description, priority, assigneeId, dueAt, record } = body
  const [id, at] = [uuidv7(), platform.clock.now()]
  return platform.work.run(async (tx) => {
    const place = record === null ? await placeAsked(tx, act, body) : await placeOfRecord(tx, act, record)
    await expectAssignee(tx, assigneeId, place)
    const draft = { id, ...place, title, state: 'open' as const, assigneeId, dueAt, priority, facts: { description }, at }
    const label = labelOf('task', await insertRecord(tx, taskKind, draft))
    const createdBy = caller.ref.kind === 'person' ? caller.ref.id : null
    await insertTask(tx, { id, description, recordId: record?.id ?? null, createdBy, completedAt: null })
    await remind(platform, tx, { id, state: 'open', dueAt, at })
    const about = { actor: caller.ref, record: { kind: 'task', id }, scope: taskScope(place), at } as const
    const recordId = record?.id ?? null
    await platform.log.publish(tx, { event: taskCreated, ...about, particulars: { label, assigneeId, priority, recordId } })
    if (assigneeId !== null)
      await platform.log.publish(tx, { event: taskAssigned, ...about, particulars: { label, assigneeId, beforeId: null } })
    return id
  })
}
