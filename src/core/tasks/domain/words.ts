/** The closed lists of tasks. */
export const TASK_STATES = ['open', 'done'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** Of a task for which nobody said another. */
export const PRIORITY_DEFAULT = 3
export const PRIORITY_MAX = 4
export const TITLE_LENGTH_MAX = 300
/** About ten pages; longer texts are files. */
export const DESCRIPTION_LENGTH_MAX = 20_000
/** Tasks of one person that the first screen shows; who has more works by the list. */
export const NOW_MAX = 50
