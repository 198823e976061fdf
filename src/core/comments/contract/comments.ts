/** Comments on records. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { COMMENT_AUDIENCES } from '../domain/judge.ts'
import { TEXT_LENGTH_MAX } from '../domain/text.ts'

const BASE = '/api/pitcrew/v1/comments'
const read = { permission: 'comments.comments.read' }
const write = { permission: 'comments.comments.write' }
/** The picker shows a handful; whoever is not among them is found by typing on. */
const MENTIONABLE_MAX = 8

const person = z.object({ id: idOf('person'), name: z.string() })
const textField = z
  .string()
  .max(TEXT_LENGTH_MAX)
  .refine((text) => text.trim() !== '', 'must say something')
  .meta({
    description: 'Markdown; `@per_…` mentions a person',
    examples: ['Looks right to me.'],
  })
const audienceField = z.enum(COMMENT_AUDIENCES).meta({ description: 'Who hears it: the team only, or the client’s contacts too' })

export const comment = z.object({
  id: idOf('comment'),
  record: thingField,
  author: person.nullable().meta({ description: 'null: an erased person' }),
  text: z.string().meta({ description: 'Markdown; empty when it is deleted or erased' }),
  audience: audienceField,
  mentions: z.array(person).meta({ description: 'Names of today for the ids in the text' }),
  cards: z
    .array(z.object({ address: z.string(), label: z.string(), title: z.string(), state: z.string(), href: z.string() }))
    .meta({ description: 'Records whose addresses stand in the text, as far as you may see them' }),
  createdAt: instantField,
  editedAt: instantField.nullable(),
  deletedAt: instantField.nullable(),
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
  version: z.number().int(),
})
export type Comment = z.output<typeof comment>

const params = z.object({ id: idOf('comment') })

export const commentRoutes = {
  listComments: route({
    id: 'comments.listComments',
    method: 'GET',
    path: BASE,
    summary: 'List the comments on a record, newest first.',
    access: read,
    query: z.object({ ...pageQuery, record: thingField }),
    response: pageOf(comment),
  }),
  createComment: route({
    id: 'comments.createComment',
    method: 'POST',
    path: BASE,
    summary: 'Comment on a record.',
    access: write,
    body: z.object({
      record: thingField,
      text: textField,
      audience: audienceField.optional(),
      seen: idOf('comment')
        .nullable()
        .optional()
        .meta({ description: 'The newest comment that you have seen, null for none; a newer one of somebody else then refuses yours' }),
    }),
    response: comment,
    status: 201,
  }),
  readComment: route({
    id: 'comments.readComment',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a comment.',
    access: read,
    params,
    response: comment,
    versioned: 'read',
  }),
  editComment: route({
    id: 'comments.editComment',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change the text of your own comment; what it said before is kept.',
    access: write,
    params,
    body: z.object({ text: textField }),
    response: comment,
    versioned: 'write',
  }),
  setCommentState: route({
    id: 'comments.setCommentState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Delete a comment, or bring it back.',
    access: { ...write, also: [{ permission: 'comments.comments.moderate', act: 'Deleting a comment of somebody else' }] },
    params,
    body: z.object({ state: z.enum(['posted', 'deleted']) }),
    response: comment,
    versioned: 'write',
  }),
  listCommentVersions: route({
    id: 'comments.listCommentVersions',
    method: 'GET',
    path: `${BASE}/:id/versions`,
    summary: 'List what a comment said before each edit, newest first.',
    access: read,
    params,
    query: z.object({ ...pageQuery }),
    response: pageOf(z.object({ version: z.number().int(), text: z.string(), until: instantField })),
  }),
  readAudiences: route({
    id: 'comments.readAudiences',
    method: 'GET',
    path: '/api/pitcrew/v1/comment-audiences',
    summary: 'Say which audiences a comment of yours on a record may have; the first is the usual one.',
    access: write,
    query: z.object({ record: thingField }),
    response: z.object({ items: z.array(audienceField) }),
  }),
  listMentionable: route({
    id: 'comments.listMentionable',
    method: 'GET',
    path: '/api/pitcrew/v1/mentionable-people',
    summary: 'Find people who may be mentioned in a comment on a record: those who may see it.',
    access: write,
    query: z.object({ record: thingField, audience: audienceField.optional(), text: z.string().max(100).optional() }),
    response: z.object({ items: z.array(person).max(MENTIONABLE_MAX) }),
  }),
} satisfies Contract
