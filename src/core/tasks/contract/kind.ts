/** Tasks as a kind of record. They are the team's own: contacts of a client do not see them, and those of a restricted record are as restricted. */
import { defineKind } from '#core/records/contract/kind.ts'
import { READ_TASKS } from '../domain/permissions.ts'
import type { TaskState } from '../domain/words.ts'

interface TaskFacts {
  readonly description: string
  /** It belongs to a record that is restricted. */
  readonly isRestricted: boolean
}

export const taskKind = defineKind<TaskState, TaskFacts>({
  kind: 'task',
  name: { one: 'Task', many: 'Tasks' },
  permission: READ_TASKS,
  states: { open: 'Open', done: 'Done' },
  openStates: ['open'],
  priorities: { 1: 'Urgent', 2: 'High', 3: 'Normal', 4: 'Low' },
  pageOf: (id) => `/tasks/${id}`,
  audienceOf: ({ isRestricted }) => (isRestricted ? 'restricted' : 'internal'),
  searchText: ({ description }) => description,
})
