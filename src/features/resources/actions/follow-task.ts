/** A finding follows its task: done, it is measured again; reopened, it waits; deleted, it is open again. */
import { taskCompleted, taskDeleted, taskReopened } from '#events/tasks.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { internal } from '../access/place.ts'
import { measuredFrom } from '../domain/settle.ts'
import { lockOfTask, moveFinding, type FindingRow, type Standing } from '../store/findings.ts'
import { LOOKER, tellReopened } from './act.ts'
import { LOOK_DUE } from './rounds.ts'

type Needs = Pick<Platform, 'log' | 'due'>

/** Idempotent: by how the finding stands. What is settled stays settled. */
export async function followTask(platform: Needs, tx: Tx, event: SealedEvent): Promise<void> {
  const row = await lockOfTask(tx, event.record.id)
  if (row === undefined) return
  const next = nextOf(row, event)
  if (next === undefined || !(await moveFinding(tx, row, { ...row, ...next }))) return
  if (next.state === 'measuring') {
    await platform.due.set(tx, { kind: LOOK_DUE, record: row.applicationId, at: measuredFrom(row.kind, event.at) })
  }
  if (next.state === 'open') await tellReopened({ platform, tx, actor: LOOKER, scope: internal(event.scope), at: event.at }, row)
}

function nextOf({ state }: FindingRow, { kind, at }: SealedEvent): Partial<Standing> | undefined {
  if (kind === taskCompleted.kind && state === 'task') return { state: 'measuring', doneAt: at }
  if (kind === taskReopened.kind && state === 'measuring') return { state: 'task', doneAt: null }
  const isUndone = kind === taskDeleted.kind && (state === 'task' || state === 'measuring')
  return isUndone ? { state: 'open', taskId: null, doneAt: null } : undefined
}
