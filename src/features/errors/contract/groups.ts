/** Groups of errors: listed, read, worked on. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { personField } from '#core/records/contract/row.ts'
import { GROUP_STATES } from '../domain/arrival.ts'
import { LEVELS } from '../domain/event.ts'
import { GROUP_REASONS } from '../domain/fingerprint.ts'
import { DAYS_SHOWN } from '../domain/figures.ts'
import { READ_ERRORS, WRITE_ERRORS } from '../domain/permissions.ts'

const BASE = '/api/pitcrew/v1/error-groups'
const read = { permission: READ_ERRORS }
const write = { permission: WRITE_ERRORS }
const params = z.object({ id: idOf('error_group') })
/** Of an ignored group. */
const EVENTS_MORE_MAX = 1_000_000_000

export const groupRow = z.object({
  id: idOf('error_group'),
  label: z.string().meta({ description: 'Short name that people say, such as ERR-12', examples: ['ERR-12'] }),
  title: z.string(),
  culprit: z.string().meta({ description: 'Where it happens; may be empty' }),
  state: z.enum(GROUP_STATES),
  level: z.enum(LEVELS),
  platform: z.string(),
  environmentId: idOf('environment'),
  environment: z.string().meta({ description: 'Its name' }),
  assignee: personField.nullable(),
  events: z.number().meta({ description: 'All that ever came' }),
  users: z.number().meta({ description: 'People affected, of the errors that are still kept' }),
  days: z.array(z.number()).meta({ description: `Errors of each of the last ${DAYS_SHOWN} days by UTC, the oldest first` }),
  firstSeenAt: instantField,
  lastSeenAt: instantField,
  firstRelease: z.string().meta({ description: 'Empty when nobody said' }),
  lastRelease: z.string(),
  version: z.number().int(),
})

const merged = z.object({ id: idOf('error_group'), label: z.string(), title: z.string(), events: z.number() })

export const group = groupRow.extend({
  applicationId: idOf('application'),
  reason: z.enum(GROUP_REASONS).meta({ description: 'Why its errors are taken to be the same' }),
  resolvedInNextRelease: z.boolean(),
  ignoredUntilAt: instantField.nullable(),
  ignoredUntilEvents: z.number().nullable().meta({ description: 'Count of all its errors at which it is open again' }),
  ignoredUntilNextRelease: z.boolean(),
  mergedInto: idOf('error_group').nullable(),
  merged: z.array(merged).meta({ description: 'Groups whose errors count for this one' }),
  releases: z.array(z.object({ release: z.string(), errors: z.number(), firstAt: instantField, lastAt: instantField })),
  tags: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.string(), errors: z.number() })) })),
})

const settled = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('resolved'), inNextRelease: z.boolean().default(false) }),
  z.object({
    state: z.literal('ignored'),
    untilAt: instantField.nullable().default(null),
    moreEvents: z.number().int().min(1).max(EVENTS_MORE_MAX).nullable().default(null).meta({ description: 'Until so many more have come' }),
    untilNextRelease: z.boolean().default(false),
  }),
])

export const groupRoutes = {
  listGroups: route({
    id: 'errors.listGroups',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/error-groups',
    summary: 'List the errors of an application by kind, those seen last first.',
    access: read,
    params: z.object({ id: idOf('application') }),
    query: z.object({
      ...pageQuery,
      state: z.enum([...GROUP_STATES, 'all']).default('open'),
      level: z.enum(LEVELS).optional(),
      environmentId: idOf('environment').optional(),
      release: z.string().max(200).optional().meta({ description: 'The first or the last that it was seen in' }),
      text: z.string().trim().max(200).optional().meta({ description: 'Stands in the title or the place' }),
    }),
    response: pageOf(groupRow),
  }),
  readGroup: route({
    id: 'errors.readGroup',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a group of errors with its releases and tags.',
    access: read,
    params,
    response: group,
    versioned: 'read',
  }),
  changeGroup: route({
    id: 'errors.changeGroup',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Resolve, ignore, reopen or assign a group of errors.',
    access: write,
    params,
    body: z.object({ settled, assigneeId: idOf('person').nullable() }).partial(),
    response: group,
    versioned: 'write',
  }),
  mergeGroup: route({
    id: 'errors.mergeGroup',
    method: 'POST',
    path: `${BASE}/:id/merged`,
    summary: 'Let the errors of another group of the same environment count for this one, now and from now on.',
    access: write,
    params,
    body: z.object({ groupId: idOf('error_group') }),
    response: group,
  }),
  splitGroup: route({
    id: 'errors.splitGroup',
    method: 'DELETE',
    path: `${BASE}/:id/merged/:merged`,
    summary: 'Let the errors of a merged group count for itself again.',
    access: write,
    params: params.extend({ merged: idOf('error_group') }),
  }),
} satisfies Contract
