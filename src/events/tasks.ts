/**
 * What happens to tasks. Titles and descriptions are free text and stay in their tables: events name a task by its label, and say of a
 * text only that it was changed.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const labelled = z.object({ label: z.string() })
const closed = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

export const taskCreated = defineEvent('task.created', {
  sentence: 'added the task {label}',
  particulars: labelled.extend({ assigneeId: z.uuid().nullable(), priority: z.number().int(), recordId: z.uuid().nullable() }),
})
export const taskChanged = defineEvent('task.changed', {
  sentence: 'changed {fields} of {label}',
  particulars: labelled.extend({ fields: z.array(z.string()), before: closed, after: closed }),
})
/** Also told, after `task.created`, of a task that is given to somebody from the start. */
export const taskAssigned = defineEvent('task.assigned', {
  sentence: 'assigned {label}',
  particulars: labelled.extend({ assigneeId: z.uuid(), beforeId: z.uuid().nullable() }),
})
export const taskUnassigned = defineEvent('task.unassigned', {
  sentence: 'took {label} from its assignee',
  particulars: labelled.extend({ beforeId: z.uuid().nullable() }),
})
export const taskCompleted = defineEvent('task.completed', { sentence: 'completed {label}', particulars: labelled })
export const taskReopened = defineEvent('task.reopened', { sentence: 'reopened {label}', particulars: labelled })
export const taskDeleted = defineEvent('task.deleted', { sentence: 'deleted {label}', particulars: labelled })
export const taskRestored = defineEvent('task.restored', { sentence: 'brought {label} back', particulars: labelled })
/** Its due time came and it was open. */
export const taskFellDue = defineEvent('task.fell_due', {
  sentence: 'saw {label} fall due',
  particulars: labelled.extend({ assigneeId: z.uuid().nullable() }),
})

/** In the order of this file. */
export const taskEvents = [
  taskCreated,
  taskChanged,
  taskAssigned,
  taskUnassigned,
  taskCompleted,
  taskReopened,
  taskDeleted,
  taskRestored,
  taskFellDue,
] as const
