/** Tasks: what somebody has to do until when, alone or for a record. */
import { z } from 'zod'
import { idOf, instantField, pageOf, route, type Contract } from '#kit/contract.ts'
import { batchAnswer, batchOf, countAnswer, countQuery, listQuery } from '#core/records/contract/list.ts'
import { personField, recordFields } from '#core/records/contract/row.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { DESCRIPTION_LENGTH_MAX, PRIORITY_DEFAULT, PRIORITY_MAX, TASK_STATES, TITLE_LENGTH_MAX } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/tasks'
const read = { permission: 'tasks.read' }
const write = { permission: 'tasks.write' }
const params = z.object({ id: idOf('task') })

export const taskRow = z.object(recordFields('task', TASK_STATES))
export const task = taskRow.extend({
  description: z.string().meta({ description: 'Markdown' }),
  record: z
    .object({ id: z.string(), label: z.string(), title: z.string(), href: z.string() })
    .nullable()
    .meta({ description: 'What it belongs to; null when it stands alone or the record is not yours to see' }),
  createdBy: personField.nullable(),
  completedAt: instantField.nullable(),
})
export type Task = z.output<typeof task>

const title = z
  .string()
  .trim()
  .min(1)
  .max(TITLE_LENGTH_MAX)
  .meta({ examples: ['Renew the certificate'] })
const description = z.string().max(DESCRIPTION_LENGTH_MAX).meta({ description: 'Markdown' })
const priority = z.number().int().min(1).max(PRIORITY_MAX).meta({ description: '1 urgent, 2 high, 3 normal, 4 low' })
const placed = {
  clientId: idOf('client').nullable().meta({ description: 'null: the organisation’s own; follows from the application' }),
  applicationId: idOf('application').nullable(),
}

const taskFields = z
  .object({
    title,
    description,
    priority,
    ...placed,
    state: z.enum(TASK_STATES),
    assigneeId: idOf('person').nullable(),
    dueAt: instantField.nullable(),
  })
  .partial()

export const taskChange = taskFields
  .extend({ deleted: z.boolean().optional().meta({ description: 'true deletes, false brings back; stands alone', examples: [] }) })
  .refine((change) => change.deleted === undefined || Object.keys(change).length === 1, 'deleted stands alone')

export const tasksContract = {
  listTasks: route({
    id: 'tasks.listTasks',
    method: 'GET',
    path: BASE,
    summary: 'List the tasks that you may see.',
    access: read,
    query: listQuery,
    response: pageOf(taskRow),
  }),
  countTasks: route({
    id: 'tasks.countTasks',
    method: 'GET',
    path: `${BASE}/count`,
    summary: 'Count the tasks that you may see.',
    access: read,
    query: countQuery,
    response: countAnswer,
  }),
  createTask: route({
    id: 'tasks.createTask',
    method: 'POST',
    path: BASE,
    summary: 'Add a task, standing alone or belonging to a record, whose client and application it then has.',
    access: write,
    body: z.object({
      title,
      description: description.default(''),
      priority: priority.default(PRIORITY_DEFAULT),
      assigneeId: idOf('person').nullable().default(null),
      dueAt: instantField.nullable().default(null),
      clientId: placed.clientId.default(null),
      applicationId: placed.applicationId.default(null),
      record: thingField.nullable().default(null),
    }),
    response: task,
    status: 201,
    bodyBytesMax: 256 * 1024,
  }),
  readTask: route({
    id: 'tasks.readTask',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a task.',
    access: read,
    params,
    response: task,
    versioned: 'read',
  }),
  changeTask: route({
    id: 'tasks.changeTask',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a task, complete it or reopen it; what is left out stays.',
    access: write,
    params,
    body: taskFields,
    response: task,
    versioned: 'write',
    bodyBytesMax: 256 * 1024,
  }),
  deleteTask: route({
    id: 'tasks.deleteTask',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Delete a task; a change of many with deleted: false brings it back.',
    access: write,
    params,
    versioned: 'write',
  }),
  changeTasks: route({
    id: 'tasks.changeTasks',
    method: 'POST',
    path: `${BASE}/batch`,
    summary: 'Change many tasks, each in its own way; one that is refused keeps no other from being changed.',
    access: write,
    body: batchOf('task', taskChange),
    response: batchAnswer('task', taskChange),
    bodyBytesMax: 1024 * 1024,
    perMinute: 60,
  }),
} satisfies Contract
