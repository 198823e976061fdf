/** How the installation itself is, for the settings page and for `pitcrew doctor`. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'

export const HEALTH_STATES = ['ok', 'warning', 'failing'] as const

const check = z.object({
  name: z.string(),
  state: z.enum([...HEALTH_STATES, 'not_set']).meta({ description: 'not_set: nobody asked for it, which is nothing to mend' }),
  reason: z.string().meta({ description: 'Why it is in this state; stable', examples: ['low'] }),
  values: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'What the sentence names' }),
  sentence: z.string().meta({ description: 'How it is, and how to mend it when it is not ok' }),
})
export type HealthCheck = z.output<typeof check>

export const health = z.object({
  state: z.enum(HEALTH_STATES).meta({ description: 'The worst of the checks; not_set is not bad' }),
  checks: z.array(check),
  node: z.object({
    name: z.string(),
    version: z.string(),
    nodeVersion: z.string(),
    roles: z.array(z.string()),
    startedAt: instantField,
    uptimeSeconds: z.number().int(),
    memoryBytes: z.number().int().meta({ description: 'Resident memory of this process' }),
    clockSkewMs: z.number().nullable().meta({ description: 'This node minus PostgreSQL; null when it could not be compared' }),
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable().meta({ description: 'Where the data folder lies' }),
  }),
  stores: z.array(
    z.object({
      name: z.enum(['postgresql', 'clickhouse']),
      embedded: z.boolean(),
      state: z.enum(['up', 'down']),
      version: z.string().nullable(),
      answerMs: z.number().nullable(),
      restarts: z.number().int().nullable().meta({ description: 'Since this process started; null when it is not ours to start' }),
    }),
  ),
  log: z
    .object({
      head: z.number().int().meta({ description: 'Position of the last sealed event' }),
      unsealed: z.number().int().meta({ description: 'Committed events that wait to be sealed' }),
      readers: z.array(
        z.object({ name: z.string(), seq: z.number().int(), lag: z.number().int().meta({ description: 'Events behind the head' }) }),
      ),
    })
    .nullable()
    .meta({ description: 'null while PostgreSQL is away' }),
})
export type Health = z.output<typeof health>

export const healthRoutes = {
  readHealth: route({
    id: 'operation.readHealth',
    method: 'GET',
    path: '/api/pitcrew/v1/operation/health',
    summary: 'Read how the installation itself is: stores, clocks, disk, log.',
    access: { permission: 'operation.health.read' },
    response: health,
  }),
} satisfies Contract
