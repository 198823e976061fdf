/** The timeline: what happened to a thing, as sentences. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { thingField } from './thing.ts'

export const ACTOR_KINDS = ['person', 'contact', 'api_key', 'system', 'nobody'] as const

/** Who did it, with the name to show; an erased person is “an erased person”. */
export const actorField = z.object({
  kind: z.enum(ACTOR_KINDS),
  id: z.string().meta({ description: 'Prefixed id of the person or key; the name of the job or reaction; empty for nobody' }),
  name: z.string(),
})

export const timelineEntry = z.object({
  id: idOf('event'),
  seq: z.number().int().meta({ description: 'Position in the log; newest first' }),
  at: instantField,
  kind: z.string().meta({ description: 'Kind of event, such as application.created' }),
  actor: actorField,
  sentence: z.string().meta({ description: 'What happened, to be read after the name of the actor' }),
  particulars: z.record(z.string(), z.unknown()).meta({ description: 'By kind of event; null where a person was erased' }),
})
export type TimelineEntry = z.output<typeof timelineEntry>

export const recordsContract = {
  readTimeline: route({
    id: 'records.readTimeline',
    method: 'GET',
    path: '/api/pitcrew/v1/timeline',
    summary: 'Read what happened to a record or a thing of the catalog, newest first.',
    access: { permission: 'records.timeline.read' },
    query: z.object({ ...pageQuery, record: thingField }),
    response: pageOf(timelineEntry),
  }),
} satisfies Contract
