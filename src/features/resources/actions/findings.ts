/** What people do about findings: make a task of one, dismiss one, open one again. */
import { addTask, PRIORITY_DEFAULT } from '#core/tasks/public.ts'
import { Fault } from '#kit/fault.ts'
import { claimFinding } from '../access/place.ts'
import { resourcesCodes } from '../contract/codes.ts'
import { WRITE_RESOURCES } from '../domain/permissions.ts'
import type { Dismissal } from '../domain/words.ts'
import { moveFinding, type FindingRow } from '../store/findings.ts'
import { tellDismissed, tellReopened, tellTasked, type Act, type Telling } from './act.ts'
import type { Tx } from '#platform/work.ts'

export interface NewTask {
  readonly title: string
  readonly description: string
}

/** Throws `resources.not_open` when it has a task already, is dismissed or settled; what tasks ask of their makers holds too. */
export function makeTask(act: Act, id: string, { title, description }: NewTask): Promise<void> {
  return inClaim(act, id, async (to, row) => {
    if (row.state !== 'open') throw new Fault(resourcesCodes.not_open)
    const { clientId, applicationId } = to.scope
    const place = { clientId, applicationId, record: null }
    const taskId = await addTask(to.tx, act, { ...place, title, description, priority: PRIORITY_DEFAULT, assigneeId: null, dueAt: null })
    await moveFinding(to.tx, row, { ...row, state: 'task', taskId })
    await tellTasked(to, row, taskId)
  })
}

/** Throws `resources.not_open`. */
export function dismissFinding(act: Act, id: string, reason: Dismissal): Promise<void> {
  return inClaim(act, id, async (to, row) => {
    if (row.state !== 'open') throw new Fault(resourcesCodes.not_open)
    await moveFinding(to.tx, row, { ...row, state: 'dismissed', dismissedAs: reason })
    await tellDismissed(to, row, reason)
  })
}

/** Throws `resources.not_dismissed`. */
export function reopenFinding(act: Act, id: string): Promise<void> {
  return inClaim(act, id, async (to, row) => {
    if (row.state !== 'dismissed') throw new Fault(resourcesCodes.not_dismissed)
    await moveFinding(to.tx, row, { ...row, state: 'open', dismissedAs: null })
    await tellReopened(to, row)
  })
}

function inClaim({ platform, caller }: Act, id: string, act: (to: Telling, row: FindingRow) => Promise<void>): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx: Tx) => {
    const { row, scope } = await claimFinding(tx, caller, { id, permission: WRITE_RESOURCES })
    await act({ platform, tx, actor: caller.ref, scope, at }, row)
  })
}
