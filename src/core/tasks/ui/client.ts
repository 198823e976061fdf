/** The routes of tasks for their screens. */
import type { z } from 'zod'
import type { ChangesOptions } from '#core/records/ui/list/use-changes.ts'
import { useClient } from '#design/session/client.ts'
import type { task, taskChange, taskRow, tasksContract } from '../contract/contract.ts'

export const useTasks = () => useClient<typeof tasksContract>('tasks')

/** What a change of tasks makes stale: tasks, what the log tells about them, what is found, and the first screen. */
export const TOUCHES = ['tasks', 'records', 'search', 'operation']

export type TaskRow = z.input<typeof taskRow>
export type TaskDetail = z.input<typeof task>

type Items = { id: string; version?: number; change: z.input<typeof taskChange> }[]

/** How lists and pages change tasks. */
export function useTaskChanges(): ChangesOptions {
  const tasks = useTasks()
  // The list knows states as text; those of tasks come from `words.ts`.
  return { send: (items) => tasks.call('changeTasks', { body: { items: [...items] as Items } }), touches: TOUCHES }
}
