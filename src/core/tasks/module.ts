/** What tasks contribute to the server. */
import { assignedHandOver, recordKindsOf } from '#core/records/public.ts'
import { taskEvents } from '#events/tasks.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { changeTask } from './actions/change-task.ts'
import { tasksPersonal } from './actions/erasure.ts'
import { fallDue, TASK_DUE } from './actions/fall-due.ts'
import { taskCodes } from './contract/codes.ts'
import { tasksContract } from './contract/contract.ts'
import { taskKind } from './contract/kind.ts'
import { READ_TASKS, WRITE_TASKS } from './domain/permissions.ts'
import { tasksHandlers } from './http/handlers.ts'
import { taskNotifies } from './notifies.ts'
import { tasksNow } from './queries/read-tasks.ts'
import { descriptionsOf } from './store/tasks.ts'

export const tasksModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare({ ...taskKind, textsOf: descriptionsOf })
  return {
    name: 'tasks',
    codes: [taskCodes],
    events: taskEvents,
    permissions: [
      { name: READ_TASKS, allows: 'See tasks.' },
      { name: WRITE_TASKS, allows: 'Add, change, complete and delete tasks.' },
    ],
    contract: tasksContract,
    handlers: tasksHandlers(platform),
    due: [{ kind: TASK_DUE, fall: (record, tx) => fallDue(platform, tx, record) }],
    notifies: taskNotifies,
    personal: tasksPersonal,
    handOvers: [
      assignedHandOver(platform, {
        key: 'tasks.assigned',
        title: 'Open tasks',
        kind: taskKind,
        assign: (caller, id, { version, assigneeId }) => changeTask({ platform, caller }, { id, version, change: { assigneeId } }),
      }),
    ],
    now: (caller) => tasksNow({ platform, caller }),
  }
}
