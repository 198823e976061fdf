/** Single errors of a group, and how releases do. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { LEVELS } from '../domain/event.ts'
import { MAP_MISSING } from '../domain/original.ts'
import { READ_ERRORS, READ_SOURCE } from '../domain/permissions.ts'
import { errorFile } from './feedback.ts'

const read = { permission: READ_ERRORS }
const texts = z.record(z.string(), z.string())
const lines = z.array(z.string())

const errorRow = z.object({
  id: z.string().meta({ description: 'As its client calls it, 32 hexadecimal digits' }),
  at: instantField,
  title: z.string(),
  level: z.enum(LEVELS),
  release: z.string(),
  platform: z.string(),
})

const place = z.object({
  file: z.string(),
  function: z.string(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  inApp: z.boolean().meta({ description: 'Whether it is the application’s own code' }),
  before: lines,
  code: z.string().meta({ description: 'The line itself; empty when it is not known' }),
  after: lines,
})

const frame = place.extend({
  module: z.string(),
  original: place
    .nullable()
    .meta({ description: 'Where the source has it, by the source map of its release; null when that is not known' }),
  missing: z
    .enum(MAP_MISSING)
    .nullable()
    .meta({ description: 'Why the original of a script that was built is not known; null for all others' }),
})

export const shownError = errorRow.extend({
  traceId: z.string().nullable().meta({ description: 'Of a trace of the same environment' }),
  tags: texts,
  message: z.string(),
  exceptions: z.array(z.object({ type: z.string(), value: z.string(), handled: z.boolean().nullable(), frames: z.array(frame) })),
  crumbs: z.array(z.object({ at: z.string(), category: z.string(), level: z.string(), message: z.string(), data: texts })),
  request: texts,
  contexts: texts,
  extra: texts,
  sdk: z.string(),
  files: z.array(errorFile).meta({ description: 'That came with it; saved by those who may' }),
  sourceShown: z.boolean().meta({ description: 'Whether lines of source code are in it: only for those who may see them' }),
})

export const errorRoutes = {
  listErrors: route({
    id: 'errors.listErrors',
    method: 'GET',
    path: '/api/pitcrew/v1/error-groups/:id/errors',
    summary: 'List the errors of a group that are still kept, the latest first.',
    access: read,
    params: z.object({ id: idOf('error_group') }),
    query: z.object(pageQuery),
    response: pageOf(errorRow),
  }),
  readError: route({
    id: 'errors.readError',
    method: 'GET',
    path: '/api/pitcrew/v1/error-groups/:id/errors/:error',
    summary: 'Read one error of a group with its stack and what happened before.',
    access: { ...read, also: [{ permission: READ_SOURCE, act: 'Seeing lines of source code' }] },
    params: z.object({
      id: idOf('error_group'),
      error: z
        .string()
        .regex(/^(?:latest|[0-9a-f]{32})$/, 'must be 32 hexadecimal digits, or latest')
        .meta({ description: 'Id of the error, or `latest`' }),
    }),
    response: shownError,
  }),
  listReleases: route({
    id: 'errors.listReleases',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/error-releases',
    summary: 'List the releases of an application whose runs were reported within a week, with the share that did not crash.',
    access: read,
    params: z.object({ id: idOf('application') }),
    response: z.object({
      items: z.array(
        z.object({
          release: z.string(),
          environmentId: idOf('environment'),
          environment: z.string(),
          sessions: z.number(),
          errored: z.number().meta({ description: 'Runs with an error that was caught' }),
          crashed: z.number(),
          crashFree: z.number().meta({ description: 'Share of runs that did not crash, 0 to 1' }),
          lastAt: instantField.meta({ description: 'Hour of the last run' }),
        }),
      ),
    }),
  }),
} satisfies Contract
