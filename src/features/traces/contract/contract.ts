/** Traces as people read them: the latest, one with its spans, one span with everything that is known of it. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { NODE_KINDS, NODES_MAX } from '../domain/service-map.ts'
import { KINDS, STATUSES } from '../domain/span.ts'

/** Lets its holder see traces and what stands in their spans. */
export const READ_SPANS = 'traces.spans.read'

const traceId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')
  .meta({ description: 'Id of a trace, 32 hexadecimal digits' })
const spanId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits')
  .meta({ description: 'Id of a span, 16 hexadecimal digits' })
const texts = z.record(z.string(), z.string())

const trace = z.object({
  traceId,
  environmentId: idOf('environment'),
  environment: z.string().meta({ description: 'Its name' }),
  service: z.string(),
  name: z.string().meta({ description: 'What the first span did' }),
  startedAt: instantField,
  durationMs: z.number().meta({ description: 'Of the first span' }),
  status: z.enum(STATUSES).meta({ description: 'Of the first span' }),
  spans: z.number(),
  errors: z.number().meta({ description: 'Spans that failed' }),
})

const step = z.object({
  id: spanId,
  parentId: spanId.nullable().meta({ description: 'null: the first span of the trace' }),
  service: z.string(),
  name: z.string(),
  kind: z.enum(KINDS),
  status: z.enum(STATUSES),
  startMs: z.number().meta({ description: 'Since the first span of the trace began' }),
  durationMs: z.number(),
})

const served = {
  perSecond: z.number().meta({ description: 'Requests' }),
  failedShare: z.number().meta({ description: 'From 0 to 1' }),
  p95Ms: z.number(),
}
const nodeId = z.string().meta({ description: 'Kind and name', examples: ['service:shop'] })

const BASE = '/api/pitcrew/v1'

export const tracesContract = {
  listTraces: route({
    id: 'traces.listTraces',
    method: 'GET',
    path: `${BASE}/applications/:id/traces`,
    summary: 'List the latest traces of an application whose first span has come.',
    access: { permission: READ_SPANS },
    params: z.object({ id: idOf('application') }),
    query: z.object({
      ...pageQuery,
      service: z.string().max(512).default('').meta({ description: 'Only traces in which it took part' }),
    }),
    response: pageOf(trace),
  }),
  readServiceMap: route({
    id: 'traces.readServiceMap',
    method: 'GET',
    path: `${BASE}/environments/:id/service-map`,
    summary: 'Read which services of an environment call which, and what databases, queues and others they need, from their spans.',
    access: { permission: READ_SPANS },
    params: z.object({ id: idOf('environment') }),
    query: z.object({
      from: instantField.optional().meta({ description: 'An hour before the end unless said, at most a day' }),
      to: instantField.optional().meta({ description: 'Now unless said' }),
    }),
    response: z.object({
      from: instantField,
      to: instantField,
      every: z.number().meta({ description: 'Every how many-th trace was looked at; 1: all' }),
      nodes: z
        .array(
          z.object({
            id: nodeId,
            kind: z.enum(NODE_KINDS),
            name: z.string(),
            served: z.object(served).nullable().meta({ description: 'What it answered; null: a service that was asked nothing' }),
          }),
        )
        .meta({ description: `The busiest first, at most ${NODES_MAX}` }),
      edges: z.array(z.object({ from: nodeId, to: nodeId, ...served })),
      isCut: z.boolean().meta({ description: 'True when there is more than is told' }),
    }),
  }),
  readTrace: route({
    id: 'traces.readTrace',
    method: 'GET',
    path: `${BASE}/environments/:id/traces/:traceId`,
    summary: 'Read the spans of a trace, the earliest first.',
    access: { permission: READ_SPANS },
    params: z.object({ id: idOf('environment'), traceId }),
    response: z.object({
      applicationId: idOf('application'),
      environment: z.string().meta({ description: 'Name of the environment' }),
      startedAt: instantField.meta({ description: 'When its first span began' }),
      durationMs: z.number().meta({ description: 'Until its last span ended' }),
      complete: z.boolean().meta({ description: 'False when there are more spans than an answer holds' }),
      spans: z.array(step),
    }),
  }),
  readSpan: route({
    id: 'traces.readSpan',
    method: 'GET',
    path: `${BASE}/environments/:id/traces/:traceId/spans/:spanId`,
    summary: 'Read what is known of one span: its attributes, events, links and where it ran.',
    access: { permission: READ_SPANS },
    params: z.object({ id: idOf('environment'), traceId, spanId }),
    response: z.object({
      statusMessage: z.string(),
      scope: z.string().meta({ description: 'Library that saw it' }),
      attributes: texts,
      resource: texts,
      events: z.array(z.object({ at: instantField, name: z.string(), attributes: texts })),
      links: z.array(z.object({ traceId, spanId, attributes: texts })),
    }),
  }),
} satisfies Contract
