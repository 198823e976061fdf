/** Adding a task. */
import { uuidv7 } from 'uuidv7'
import { labelOf } from '#core/records/contract/kind.ts'
import { admit, admittedPeople } from '#core/identity/public.ts'
import { insertRecord, scopeOfRecord } from '#core/records/public.ts'
import { taskAssigned, taskCreated } from '#events/tasks.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Tx } from '#platform/work.ts'
import { taskKind } from '../contract/kind.ts'
import type { tasksContract } from '../contract/contract.ts'
import { insertTask } from '../store/tasks.ts'
import { remind } from './fall-due.ts'
import { expectAssignee, placeAsked, placeOfRecord, type Act } from './place.ts'

type Creation = HandledOf<(typeof tasksContract)['createTask']>['body']

/** Returns the UUID. */
export function createTask(act: Act, body: Creation): Promise<string> {
  return act.platform.work.run((tx) => addTask(tx, act, body))
}

/** The same inside the transaction of whatever it comes from. */
export async function addTask(tx: Tx, act: Act, body: Creation): Promise<string> {
  const { platform, caller } = act
  const { title, description, priority, assigneeId, dueAt, record } = body
  const [id, at] = [uuidv7(), platform.clock.now()]
  const { isRestricted, ...place } = record === null ? await placeAsked(tx, act, body) : await placeOfRecord(tx, act, record)
  if (isRestricted) await admitReaders(tx, act, { taskId: id, recordId: record?.id ?? '' })
  const scope = scopeOfRecord({ id, ...place, audience: isRestricted ? 'restricted' : 'internal' })
  await expectAssignee(tx, assigneeId, scope)
  const facts = { description, isRestricted }
  const draft = { id, ...place, title, state: 'open' as const, assigneeId, dueAt, priority, facts, at }
  const label = labelOf('task', await insertRecord(tx, taskKind, draft))
  const createdBy = caller.ref.kind === 'person' ? caller.ref.id : null
  await insertTask(tx, { id, description, recordId: record?.id ?? null, createdBy, completedAt: null })
  await remind(platform, tx, { id, state: 'open', dueAt, at })
  const about = { actor: caller.ref, record: { kind: 'task', id }, scope, at } as const
  const recordId = record?.id ?? null
  await platform.log.publish(tx, { event: taskCreated, ...about, particulars: { label, assigneeId, priority, recordId } })
  if (assigneeId !== null)
    await platform.log.publish(tx, { event: taskAssigned, ...about, particulars: { label, assigneeId, beforeId: null } })
  return id
}

/** Whoever was admitted to the record by name is to see what is done about it. */
async function admitReaders(
  tx: Tx,
  { platform, caller }: Act,
  { taskId, recordId }: { readonly taskId: string; readonly recordId: string },
): Promise<void> {
  for (const personId of await admittedPeople(tx, recordId)) await admit(platform, tx, caller.ref, { recordIds: [taskId], personId })
}
