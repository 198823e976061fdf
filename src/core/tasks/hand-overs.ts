/** The open tasks that a person works on, for when they leave. */
import { findRecord, listRecords } from '#core/records/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { HandOver } from '#platform/module.ts'
import { changeTask } from './actions/change-task.ts'
import type { Act } from './actions/place.ts'
import { taskKind } from './contract/kind.ts'
import { READ_TASKS } from './domain/permissions.ts'

export const taskHandOvers = (platform: Act['platform']): readonly HandOver[] => [
  {
    key: 'tasks.assigned',
    title: 'Open tasks',
    permission: READ_TASKS,
    heldBy: async (tx, { personId, caller, limit }) => {
      const call = { filter: `is:open assignee:${toId('person', personId)}`, sort: 'due', limit } as const
      const { items } = await listRecords(tx, { kind: taskKind, caller, clock: platform.clock }, call)
      return items.map((row) => {
        const id = toId('task', row.id)
        const { label, title, href } = taskKind.cardOf(row, id)
        return { id, title: `${label} ${title}`, reason: 'assignee', words: 'Works on it', href }
      })
    },
    giving: {
      give: async ({ caller, id, fromId, toId: to }) => {
        await reassign({ platform, caller }, uuidOf(id), { fromId, assigneeId: to })
        return ''
      },
      takeBack: ({ caller, id, fromId, toId: to }) => reassign({ platform, caller }, uuidOf(id), { fromId: to, assigneeId: fromId }),
    },
  },
]

async function reassign(
  act: Act,
  id: string,
  { fromId, assigneeId }: { readonly fromId: string; readonly assigneeId: string },
): Promise<void> {
  const row = await act.platform.work.read((tx) => findRecord(tx, id))
  if (row?.assigneeId !== fromId) throw new Fault(common.version_mismatch)
  await changeTask(act, { id, version: row.version, change: { assigneeId } })
}

/** Throws `common.not_found` for what is no id of a task. */
function uuidOf(id: string): string {
  const uuid = toUuid('task', id)
  if (uuid === undefined) throw new Fault(common.not_found)
  return uuid
}
