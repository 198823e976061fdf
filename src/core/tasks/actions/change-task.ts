/** Changing tasks: one action for a single one and for many, so that both ask the same questions. */
import type { z } from 'zod'
import { labelOf } from '#core/records/contract/kind.ts'
import { requirePermission } from '#core/identity/public.ts'
import {
  deleteRecord,
  inBatch,
  lockRecord,
  restoreRecord,
  scopeOfRecord,
  updateRecord,
  type BatchItem,
  type BatchResult,
  type RecordRow,
} from '#core/records/public.ts'
import { taskAssigned, taskChanged, taskCompleted, taskDeleted, taskReopened, taskRestored, taskUnassigned } from '#events/tasks.ts'
import type { EventKind } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { taskCodes } from '../contract/codes.ts'
import type { taskChange } from '../contract/contract.ts'
import { taskKind } from '../contract/kind.ts'
import { judgeChange, type Judged, type TaskValues } from '../domain/change.ts'
import { WRITE_TASKS } from '../domain/permissions.ts'
import { PRIORITY_DEFAULT, type TaskState } from '../domain/words.ts'
import { findTask, updateTask, type TaskRow } from '../store/tasks.ts'
import { remind } from './fall-due.ts'
import { expectAssignee, placeAsked, type Act } from './place.ts'

type Change = z.output<typeof taskChange>

/** What to send as a change at `version` to have it as before. */
interface Changed {
  readonly version: number
  readonly before: Change
}

/** Changes a task that is still at `item.version`, or at any when none is said. */
export function changeTask(act: Act, { id, version, change }: BatchItem<Change>): Promise<Changed> {
  const at = act.platform.clock.now()
  return act.platform.work.run(async (tx) => {
    const { record, task } = await claim(act, tx, id)
    if (version !== undefined && version !== record.version) throw new Fault(common.version_mismatch)
    const to: Writing = { act, tx, at, record, task }
    if (change.deleted !== undefined) return setDeleted(to, change.deleted)
    if (record.deletedAt !== null) throw new Fault(common.not_found)
    const { deleted: _none, ...values } = change
    return write(to, values)
  })
}

export function changeTasks(act: Act, items: readonly BatchItem<Change>[]): Promise<BatchResult<Change>[]> {
  return inBatch(items, (item) => changeTask(act, item))
}

interface Writing {
  readonly act: Act
  readonly tx: Tx
  readonly at: Instant
  readonly record: RecordRow
  readonly task: TaskRow
}

async function claim({ caller }: Act, tx: Tx, id: string): Promise<{ record: RecordRow; task: TaskRow }> {
  const record = await lockRecord(tx, id)
  const task = await findTask(tx, id)
  if (record === undefined || task === undefined) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_TASKS, scopeOfRecord(record))
  return { record, task }
}

async function setDeleted(to: Writing, deleted: boolean): Promise<Changed> {
  const { act, tx, at, record } = to
  if ((record.deletedAt !== null) === deleted) return { version: record.version, before: {} }
  const { id, version, state, dueAt } = record
  await (deleted ? deleteRecord : restoreRecord)(tx, taskKind, { id, version, at })
  await remind(act.platform, tx, { id, state: deleted ? 'deleted' : (state as TaskState), dueAt, at })
  await tell(to, deleted ? taskDeleted : taskRestored, {})
  return { version: version + 1, before: { deleted: !deleted } }
}

async function write(to: Writing, change: Omit<Change, 'deleted'>): Promise<Changed> {
  const { act, tx, at, record, task } = to
  const judged = judgeChange(valuesOf(record, task), await withPlace(to, change))
  if (Object.keys(judged.before).length === 0) return { version: record.version, before: {} }
  const { description, ...head } = judged.next
  const isMoved = head.clientId !== record.clientId || head.applicationId !== record.applicationId
  if (judged.isReassigned || isMoved) await expectAssignee(tx, head.assigneeId, scopeOfRecord({ ...record, ...head }))
  const { id, version } = record
  await updateRecord(tx, taskKind, { ...head, id, version, facts: { description, isRestricted: record.audience === 'restricted' }, at })
  const completedAt = judged.step === null ? task.completedAt : judged.step === 'completed' ? at : null
  await updateTask(tx, { id, description, completedAt })
  await remind(act.platform, tx, { id, state: head.state, dueAt: head.dueAt, at })
  await tellOf({ ...to, record: { ...record, clientId: head.clientId, applicationId: head.applicationId } }, judged)
  return { version: version + 1, before: judged.before }
}

/** A place that is asked for must be there and in reach; that of a task of a record is the record's. */
async function withPlace({ act, tx, record, task }: Writing, change: Omit<Change, 'deleted'>): Promise<Omit<Change, 'deleted'>> {
  if (change.clientId === undefined && change.applicationId === undefined) return change
  const asked = { clientId: change.clientId ?? null, applicationId: change.applicationId ?? null }
  if (asked.clientId === record.clientId && asked.applicationId === record.applicationId) return change
  if (task.recordId !== null) throw new Fault(taskCodes.placed_by_record)
  const { isRestricted: _none, ...place } = await placeAsked(tx, act, asked)
  return { ...change, ...place }
}

async function tellOf(to: Writing, { step, isReassigned, told, next }: Judged): Promise<void> {
  if (told !== null) await tell(to, taskChanged, { ...told })
  if (isReassigned) {
    const beforeId = to.record.assigneeId
    if (next.assigneeId === null) await tell(to, taskUnassigned, { beforeId })
    else await tell(to, taskAssigned, { assigneeId: next.assigneeId, beforeId })
  }
  if (step !== null) await tell(to, step === 'completed' ? taskCompleted : taskReopened, {})
}

async function tell<P extends z.ZodType>(
  { act, tx, at, record }: Writing,
  event: EventKind<P>,
  particulars: Readonly<Record<string, unknown>>,
): Promise<void> {
  await act.platform.log.publish(tx, {
    event,
    actor: act.caller.ref,
    record: { kind: 'task', id: record.id },
    scope: scopeOfRecord(record),
    at,
    particulars: { label: labelOf('task', record.number), ...particulars } as z.input<P>,
  })
}

function valuesOf({ title, state, priority, assigneeId, dueAt, clientId, applicationId }: RecordRow, { description }: TaskRow): TaskValues {
  const known = { title, description, assigneeId, dueAt, clientId, applicationId }
  return { ...known, state: state as TaskState, priority: priority ?? PRIORITY_DEFAULT }
}
