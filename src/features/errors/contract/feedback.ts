/** What users say, and files that came with errors. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { READ_ERRORS, READ_FILES } from '../domain/permissions.ts'

export const errorFile = z.object({
  id: idOf('error_file'),
  name: z.string(),
  mediaType: z.string().meta({ description: 'Found in the bytes' }),
  bytes: z.number().int(),
})

const said = z.object({
  id: idOf('error_feedback'),
  at: instantField,
  name: z.string().meta({ description: 'As its author gave it; may be empty' }),
  email: z.string().meta({ description: 'As its author gave it; may be empty' }),
  text: z.string(),
  url: z.string().meta({ description: 'Page on which it was said; may be empty' }),
  environmentId: idOf('environment'),
  environment: z.string().meta({ description: 'Its name' }),
  errorId: z.string().nullable().meta({ description: 'Error that it is about, 32 hexadecimal digits; null when nobody said' }),
  group: z
    .object({ id: idOf('error_group'), label: z.string(), title: z.string() })
    .nullable()
    .meta({ description: 'For which that error counts; null while it was not found' }),
  files: z.array(errorFile),
})

export const feedbackRoutes = {
  listFeedback: route({
    id: 'errors.listFeedback',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/error-feedback',
    summary: 'List what users of an application said, the latest first.',
    access: { permission: READ_ERRORS },
    params: z.object({ id: idOf('application') }),
    query: z.object(pageQuery),
    response: pageOf(said),
  }),
  listGroupFeedback: route({
    id: 'errors.listGroupFeedback',
    method: 'GET',
    path: '/api/pitcrew/v1/error-groups/:id/feedback',
    summary: 'List what users said to errors of a group, the latest first.',
    access: { permission: READ_ERRORS },
    params: z.object({ id: idOf('error_group') }),
    query: z.object(pageQuery),
    response: pageOf(said),
  }),
  readFile: route({
    id: 'errors.readFile',
    method: 'GET',
    path: '/api/pitcrew/v1/error-files/:id/content',
    summary: 'Save a file that came with an error or with feedback.',
    access: { permission: READ_FILES },
    params: z.object({ id: idOf('error_file') }),
    file: true,
  }),
} satisfies Contract
