/** From routes to actions and queries. A write answers with the task as it is afterwards. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { changeTask, changeTasks } from '../actions/change-task.ts'
import { createTask } from '../actions/create-task.ts'
import type { tasksContract } from '../contract/contract.ts'
import { countTasks, listTasks, readTask } from '../queries/read-tasks.ts'

export function tasksHandlers(platform: Pick<Platform, 'work' | 'clock' | 'log' | 'due'>): HandlersOf<typeof tasksContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: signedIn(caller) })
  return {
    listTasks: (call, context) => listTasks(by(context), call),
    countTasks: (call, context) => countTasks(by(context), call),
    createTask: async ({ body }, context) => readTask(by(context), await createTask(by(context), body)),
    readTask: ({ params }, context) => readTask(by(context), params.id),
    changeTask: async ({ params, body }, context) => {
      await changeTask(by(context), { id: params.id, version: context.ifMatch ?? undefined, change: body })
      return readTask(by(context), params.id)
    },
    deleteTask: async ({ params }, context) => {
      await changeTask(by(context), { id: params.id, version: context.ifMatch ?? undefined, change: { deleted: true } })
    },
    changeTasks: async ({ body }, context) => ({ results: await changeTasks(by(context), body.items) }),
  }
}
