/** Who hears of what happens to a record. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { WATCH_REASONS } from '../domain/reasons.ts'

const BASE = '/api/pitcrew/v1/watchers'
const read = { permission: 'comments.comments.read' }

const watching = z.object({
  reason: z.enum(WATCH_REASONS).meta({ description: 'Why: the first reason stays' }),
  muted: z.boolean().meta({ description: 'Stays listed and hears nothing' }),
  since: instantField,
})

const watchers = z.object({
  items: z.array(watching.extend({ person: z.object({ id: idOf('person'), name: z.string() }) })),
  mine: watching.nullable().meta({ description: 'Your own; null when you do not watch' }),
})

const params = z.object({ record: thingField })

export const watcherRoutes = {
  listWatchers: route({
    id: 'comments.listWatchers',
    method: 'GET',
    path: `${BASE}/:record`,
    summary: 'List who watches a record, and why.',
    access: read,
    params,
    response: watchers,
  }),
  watch: route({
    id: 'comments.watch',
    method: 'PUT',
    path: `${BASE}/:record/me`,
    summary: 'Watch a record, or mute it.',
    access: read,
    params,
    body: z.object({ muted: z.boolean().default(false) }),
    response: watchers,
  }),
  unwatch: route({
    id: 'comments.unwatch',
    method: 'DELETE',
    path: `${BASE}/:record/me`,
    summary: 'Stop watching a record; a later mention begins it anew.',
    access: read,
    params,
    response: watchers,
    status: 200,
  }),
} satisfies Contract
