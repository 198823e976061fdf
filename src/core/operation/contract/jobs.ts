/** Background work: what waits, what failed for good, what is parked. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { DEAD_JOBS_AT_ONCE_MAX } from '../domain/bounds.ts'

const BASE = '/api/pitcrew/v1/jobs'
const read = { permission: 'operation.jobs.read' }
const write = { permission: 'operation.jobs.write' }

const deadJob = z.object({
  id: z.string().meta({ description: 'Number of the job in the queue' }),
  task: z.string(),
  attempts: z.number().int(),
  error: z.string().meta({ description: 'Of the last attempt' }),
  createdAt: instantField,
  failedAt: instantField,
})
export type DeadJob = z.output<typeof deadJob>

const parked = z.object({
  id: idOf('event').meta({ description: 'The parked event that failed' }),
  reaction: z.string(),
  record: thingField.nullable().meta({ description: 'What its events are about' }),
  event: z.object({ seq: z.number().int(), kind: z.string() }),
  waiting: z.number().int().meta({ description: 'Events of this record that wait, the failed one included' }),
  error: z.string(),
  attempts: z.number().int(),
  parkedAt: instantField,
  retryAt: instantField.nullable().meta({ description: 'When it is tried again by itself; null: not until somebody asks' }),
})
export type ParkedReaction = z.output<typeof parked>

const lateDeadline = z.object({
  kind: z.string(),
  record: z.string().meta({ description: 'UUID of what fell due' }),
  dueAt: instantField,
  attempts: z.number().int(),
  error: z.string(),
  tryAt: instantField.meta({ description: 'When it is tried again by itself' }),
})

/** Late deadlines in one answer; more of them have one cause. */
export const LATE_DEADLINES_MAX = 200

const params = z.object({ id: z.string().regex(/^\d{1,19}$/, 'the number of a job') })
const ofTask = z.object({ task: z.string().min(1).max(200) })
const handled = z.object({
  handled: z.number().int(),
  more: z.boolean().meta({ description: `Dead jobs of the task remain: one request handles at most ${DEAD_JOBS_AT_ONCE_MAX}` }),
})

export const jobRoutes = {
  readJobs: route({
    id: 'operation.readJobs',
    method: 'GET',
    path: BASE,
    summary: 'Count the jobs by state.',
    access: read,
    response: z.object({
      waiting: z.number().int(),
      running: z.number().int(),
      dead: z
        .number()
        .int()
        .meta({ description: 'Tried as often as allowed: nothing happens to them until somebody retries or discards them' }),
    }),
  }),
  listDeadJobs: route({
    id: 'operation.listDeadJobs',
    method: 'GET',
    path: `${BASE}/dead`,
    summary: 'List jobs that used up their attempts, latest failure first.',
    access: read,
    query: z.object(pageQuery),
    response: pageOf(deadJob),
  }),
  retryDeadJob: route({
    id: 'operation.retryDeadJob',
    method: 'POST',
    path: `${BASE}/dead/:id/retry`,
    summary: 'Run a dead job again, with all its attempts.',
    access: write,
    params,
  }),
  discardDeadJob: route({
    id: 'operation.discardDeadJob',
    method: 'DELETE',
    path: `${BASE}/dead/:id`,
    summary: 'Discard a dead job for good.',
    access: write,
    params,
  }),
  retryDeadJobs: route({
    id: 'operation.retryDeadJobs',
    method: 'POST',
    path: `${BASE}/dead/retry`,
    summary: 'Run all dead jobs of a task again.',
    access: write,
    body: ofTask,
    response: handled,
  }),
  discardDeadJobs: route({
    id: 'operation.discardDeadJobs',
    method: 'POST',
    path: `${BASE}/dead/discard`,
    summary: 'Discard all dead jobs of a task for good.',
    access: write,
    body: ofTask,
    response: handled,
  }),
  listParkedReactions: route({
    id: 'operation.listParkedReactions',
    method: 'GET',
    path: '/api/pitcrew/v1/reactions/parked',
    summary: 'List records whose events wait because a reaction failed, oldest first.',
    access: read,
    query: z.object(pageQuery),
    response: pageOf(parked),
  }),
  retryParkedReaction: route({
    id: 'operation.retryParkedReaction',
    method: 'POST',
    path: '/api/pitcrew/v1/reactions/parked/:id/retry',
    summary: 'Run the reaction on the waiting events of a record now.',
    access: write,
    params: z.object({ id: idOf('event') }),
    response: z.object({ passed: z.boolean().meta({ description: 'False: it failed again, with the reason in the list' }) }),
  }),
  listLateDeadlines: route({
    id: 'operation.listLateDeadlines',
    method: 'GET',
    path: '/api/pitcrew/v1/due/late',
    summary: 'List deadlines that fell due and could not be handled yet, the longest due first.',
    access: read,
    response: z.object({ items: z.array(lateDeadline).max(LATE_DEADLINES_MAX) }),
  }),
} satisfies Contract
