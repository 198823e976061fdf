/** Posts: what waits to be released, and what was. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from '../domain/limits.ts'
import { READ_PAGES, RELEASE_POSTS, WRITE_PAGES } from '../domain/permissions.ts'
import { DECLARED_STATES, PHASES, POST_KINDS } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/status-posts'

const title = z.string().trim().min(1).max(TITLE_LENGTH_MAX)
const phase = z.enum(PHASES).meta({ description: 'How far it is; which phases there are depends on the kind' })
const text = z.string().trim().min(1).max(TEXT_LENGTH_MAX)
const effects = z
  .array(z.object({ componentId: idOf('status_component'), state: z.enum(DECLARED_STATES) }))
  .max(200)
  .meta({ description: 'How components of the page are from this update on' })
const draft = z.object({
  phase,
  text,
  effects,
  reason: z.string().nullable().meta({ description: 'Why Pitcrew drafted it; null: a person wrote it' }),
  draftedAt: instantField,
})
const update = z.object({
  id: idOf('status_update'),
  phase,
  text,
  effects,
  releasedAt: instantField,
  releasedBy: z.object({ id: idOf('person'), name: z.string() }),
  correctedAt: instantField.nullable(),
})
export const post = z.object({
  id: idOf('status_post'),
  pageId: idOf('status_page'),
  kind: z.enum(POST_KINDS),
  title,
  incidentId: idOf('incident').nullable(),
  startedAt: instantField,
  plannedTo: instantField.nullable(),
  dueAt: instantField.nullable().meta({ description: 'Until when the plan wants the first post' }),
  firstReleasedAt: instantField.nullable(),
  endedAt: instantField.nullable(),
  phase: phase.nullable().meta({ description: 'As released last; null: nothing of it is public' }),
  draft: draft.nullable().meta({ description: 'The update that waits to be released' }),
  updates: z.array(update).meta({ description: 'Newest first' }),
  version: z.number().int().meta({ description: 'Rises with each change; the ETag' }),
})

const params = z.object({ id: idOf('status_post') })
const drafted = { phase, text, effects: effects.default([]) }

export const postRoutes = {
  listPosts: route({
    id: 'statuspage.listPosts',
    method: 'GET',
    path: '/api/pitcrew/v1/status-pages/:id/posts',
    summary: 'List the posts of a page, the newest first, with what waits to be released.',
    access: { permission: READ_PAGES },
    params: z.object({ id: idOf('status_page') }),
    response: z.object({ items: z.array(post), complete: z.boolean().meta({ description: 'False when there are older ones' }) }),
  }),
  createPost: route({
    id: 'statuspage.createPost',
    method: 'POST',
    path: '/api/pitcrew/v1/status-pages/:id/posts',
    summary: 'Start a post with a first draft; nobody outside sees it before it is released.',
    access: { permission: WRITE_PAGES },
    params: z.object({ id: idOf('status_page') }),
    body: z.object({
      kind: z.enum(POST_KINDS),
      title,
      ...drafted,
      startsAt: instantField.optional().meta({ description: 'Of maintenance: when it begins; not in the past' }),
      endsAt: instantField.optional().meta({ description: 'Of maintenance: when it is to be over' }),
    }),
    response: post,
    status: 201,
  }),
  writeDraft: route({
    id: 'statuspage.writeDraft',
    method: 'PUT',
    path: `${BASE}/:id/draft`,
    summary: 'Write the next update of a post, or change the one that waits.',
    access: { permission: WRITE_PAGES },
    params,
    body: z.object({ title, ...drafted }),
    response: post,
    versioned: 'write',
  }),
  discardDraft: route({
    id: 'statuspage.discardDraft',
    method: 'DELETE',
    path: `${BASE}/:id/draft`,
    summary: 'Discard the draft; a post of which nothing was released goes with it.',
    access: { permission: WRITE_PAGES },
    params,
  }),
  releaseDraft: route({
    id: 'statuspage.releaseDraft',
    method: 'POST',
    path: `${BASE}/:id/releases`,
    summary: 'Put the draft before the public, now; it cannot be dated back.',
    access: { permission: RELEASE_POSTS },
    params,
    response: post,
    versioned: 'write',
  }),
  correctUpdate: route({
    id: 'statuspage.correctUpdate',
    method: 'PUT',
    path: `${BASE}/:id/updates/:update/text`,
    summary: 'Correct the text of a released update; readers see that and when it was corrected.',
    access: { permission: RELEASE_POSTS },
    params: params.extend({ update: idOf('status_update') }),
    body: z.object({ text }),
    response: post,
    versioned: 'write',
  }),
} satisfies Contract
