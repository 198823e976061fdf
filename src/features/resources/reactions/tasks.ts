/** Follows the tasks that findings became. */
import { taskCompleted, taskDeleted, taskReopened } from '#events/tasks.ts'
import type { Reaction } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { followTask } from '../actions/follow-task.ts'

export const tasksReaction = (platform: Pick<Platform, 'log' | 'due'>): Reaction => ({
  name: 'resources.tasks',
  on: [taskCompleted, taskReopened, taskDeleted],
  react: (event, tx) => followTask(platform, tx, event),
})
