/** Files on records. A file is announced first, so that a refusal comes before its bytes; then they are sent, as often as it takes. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { FILE_BYTES_MAX, FILES_PER_RECORD_MAX } from '../domain/bounds.ts'
import { FILE_AUDIENCES } from '../domain/judge.ts'
import { PREVIEWS } from '../domain/preview.ts'

const BASE = '/api/pitcrew/v1/attachments'
const read = { permission: 'attachments.attachments.read' }
const write = { permission: 'attachments.attachments.write' }
/** Far more than any file system allows; what is kept of it is shorter. */
const GIVEN_NAME_LENGTH_MAX = 1_000

const audienceField = z.enum(FILE_AUDIENCES).meta({ description: 'Who sees it: the team only, or the client’s contacts too' })

export const attachment = z.object({
  id: idOf('file'),
  record: thingField,
  name: z.string(),
  bytes: z.number().int(),
  state: z.enum(['arriving', 'stored', 'deleted']),
  mediaType: z.string().nullable().meta({ description: 'Found in the bytes; null until they are there' }),
  sha256: z.string().nullable().meta({ description: 'Of the bytes; null until they are there' }),
  preview: z.enum(PREVIEWS).nullable().meta({ description: 'How it can be looked at; null: it can only be saved' }),
  audience: audienceField,
  addedBy: z
    .object({ id: idOf('person'), name: z.string() })
    .nullable()
    .meta({ description: 'null: an erased person' }),
  addedAt: instantField,
  deletedAt: instantField.nullable(),
  mayChange: z.boolean().meta({ description: 'Whether you may delete it, bring it back, and choose its audience' }),
  version: z.number().int(),
})
export type Attachment = z.output<typeof attachment>

const params = z.object({ id: idOf('file') })

export const attachmentsContract = {
  listAttachments: route({
    id: 'attachments.listAttachments',
    method: 'GET',
    path: BASE,
    summary: 'List the files of a record, newest first.',
    access: read,
    query: z.object({
      ...pageQuery,
      record: thingField,
      state: z.enum(['stored', 'deleted']).default('stored').meta({ description: 'deleted: those that you may bring back' }),
    }),
    response: pageOf(attachment),
  }),
  readRoom: route({
    id: 'attachments.readRoom',
    method: 'GET',
    path: '/api/pitcrew/v1/attachment-room',
    summary: 'Say what files of yours a record takes: how large, how many more, and for which audiences; the first is the usual one.',
    access: write,
    query: z.object({ record: thingField }),
    response: z.object({
      bytesMax: z.number().int(),
      countMax: z.number().int(),
      count: z.number().int().meta({ description: 'How many there are already, those that are arriving too' }),
      audiences: z.array(audienceField),
    }),
  }),
  announceAttachment: route({
    id: 'attachments.announceAttachment',
    method: 'POST',
    path: BASE,
    summary: `Announce a file of at most ${FILE_BYTES_MAX} bytes for a record, which may have ${FILES_PER_RECORD_MAX}; its bytes are sent next.`,
    access: write,
    body: z.object({
      record: thingField,
      name: z
        .string()
        .max(GIVEN_NAME_LENGTH_MAX)
        .meta({ description: 'As it is called where it comes from', examples: ['error.log'] }),
      bytes: z
        .number()
        .int()
        .nonnegative()
        .meta({ description: 'Its length', examples: [2048] }),
      audience: audienceField.optional(),
    }),
    response: attachment,
    status: 201,
  }),
  sendContent: route({
    id: 'attachments.sendContent',
    method: 'PUT',
    path: `${BASE}/:id/content`,
    summary: 'Send the bytes of a file that you announced within the last hour; sending them again changes nothing.',
    access: write,
    params,
    upload: { bytesMax: FILE_BYTES_MAX },
    response: attachment,
  }),
  readAttachment: route({
    id: 'attachments.readAttachment',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read what is known about a file.',
    access: read,
    params,
    response: attachment,
    versioned: 'read',
  }),
  readContent: route({
    id: 'attachments.readContent',
    method: 'GET',
    path: `${BASE}/:id/content`,
    summary: 'Save a file.',
    access: read,
    params,
    file: true,
  }),
  changeAttachment: route({
    id: 'attachments.changeAttachment',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Choose who sees a file.',
    access: { ...write, also: [{ permission: 'attachments.attachments.moderate', act: 'Choosing for a file of somebody else' }] },
    params,
    body: z.object({ audience: audienceField }),
    response: attachment,
    versioned: 'write',
  }),
  setAttachmentState: route({
    id: 'attachments.setAttachmentState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Delete a file, or bring it back; deleting one that is arriving gives it up.',
    access: { ...write, also: [{ permission: 'attachments.attachments.moderate', act: 'Deleting a file of somebody else' }] },
    params,
    body: z.object({ state: z.enum(['stored', 'deleted']) }),
    response: attachment,
    versioned: 'write',
  }),
} satisfies Contract
