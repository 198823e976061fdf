/** The timeline: what happened to a thing, as sentences. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { prefixes, type Thing } from '#kit/ids.ts'
import { thingField } from './thing.ts'

/** By name; larger teams are found by typing a part of it into what looks at these. */
export const READERS_MAX = 200

export const ACTOR_KINDS = ['person', 'contact', 'api_key', 'system', 'nobody'] as const

/** Who did it, with the name to show; an erased person is “an erased person”. */
export const actorField = z.object({
  kind: z.enum(ACTOR_KINDS),
  id: z.string().meta({ description: 'Prefixed id of the person or key; the name of the job or reaction; empty for nobody' }),
  name: z.string(),
  key: z
    .object({ name: z.string(), owner: z.string() })
    .nullable()
    .meta({ description: 'Of an API key that is still known: its name, and whose it is' }),
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
  listReaders: route({
    id: 'records.listReaders',
    method: 'GET',
    path: '/api/pitcrew/v1/record-readers',
    summary: 'List the people who may see records of a kind at one place, and so can be given one.',
    access: { permission: 'records.timeline.read' },
    query: z.object({
      kind: z.enum(Object.keys(prefixes) as [Thing, ...Thing[]]),
      place: thingField.optional().meta({ description: 'A client or an application; the organisation itself unless said' }),
    }),
    response: z.object({ items: z.array(z.object({ id: idOf('person'), name: z.string() })).max(READERS_MAX) }),
  }),
} satisfies Contract
