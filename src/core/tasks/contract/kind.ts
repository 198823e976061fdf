/** Tasks as a kind of record. They are the team's own: contacts of a client do not see them. */
import { defineKind } from '#core/records/contract/kind.ts'
import { READ_TASKS } from '../domain/permissions.ts'
import type { TaskState } from '../domain/words.ts'

interface TaskFacts {
  readonly description: string
}

export const taskKind = defineKind<TaskState, TaskFacts>({
  kind: 'task',
  name: { one: 'Task', many: 'Tasks' },
  permission: READ_TASKS,
  states: { open: 'Open', done: 'Done' },
  openStates: ['open'],
  priorities: { 1: 'Urgent', 2: 'High', 3: 'Normal', 4: 'Low' },
  pageOf: (id) => `/tasks/${id}`,
  audienceOf: () => 'internal',
  searchText: ({ description }) => description,
})
