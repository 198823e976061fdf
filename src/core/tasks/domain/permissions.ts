/** Permissions of tasks. */
export const READ_TASKS = 'tasks.read'
export const WRITE_TASKS = 'tasks.write'
