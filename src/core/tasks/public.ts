/** What features may ask about tasks. */
export { assignUnlessTaken } from './actions/assign.ts'
export { addTask } from './actions/create-task.ts'
export { releaseTasksOf } from './actions/release.ts'
export { tasksOf } from './queries/of-record.ts'
export { taskIdsOf } from './store/tasks.ts'
export { PRIORITY_DEFAULT } from './domain/words.ts'
