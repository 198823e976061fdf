/** Searches of log lines that somebody saved. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { NAME_LENGTH_MAX, RANGES } from '../domain/saved-search.ts'
import { ATTRIBUTES_ASKED_MAX, WORDS_MAX, wordsOf } from '../domain/search.ts'
import { BANDS } from '../domain/severity.ts'
import { READ_LINES } from './reading.ts'

/** Lets its holder save searches, and change and delete their own and those of the team. */
export const WRITE_SEARCHES = 'logs.searches.write'

const read = { permission: READ_LINES }
const write = { permission: WRITE_SEARCHES }
const ofApplication = z.object({ id: idOf('application') })
const ofSearch = z.object({ id: idOf('log_search') })

const attributesAsked = z
  .record(z.string().min(1).max(256), z.string().max(1_000))
  .refine((texts) => Object.keys(texts).length <= ATTRIBUTES_ASKED_MAX, `must be at most ${ATTRIBUTES_ASKED_MAX}`)

const looks = z.object({
  words: z
    .string()
    .max(400)
    .refine((typed) => wordsOf(typed) !== undefined, `must be at most ${WORDS_MAX} words`)
    .default(''),
  severity: z.enum(BANDS).default('unknown').meta({ description: 'Lines as grave or graver' }),
  service: z.string().max(256).nullable().default(null),
  attributes: attributesAsked.default({}).meta({ description: 'What the lines say beside their text, by name' }),
  resource: attributesAsked.default({}).meta({ description: 'What is known of their senders, by name' }),
  range: z.enum(RANGES).default('1h').meta({ description: 'Up to now' }),
})

/** As it was saved, with nothing left out. */
const texts = z.record(z.string(), z.string())
const savedLooks = z.object({
  words: z.string(),
  severity: z.enum(BANDS),
  service: z.string().nullable(),
  attributes: texts,
  resource: texts,
  range: z.enum(RANGES),
})

const name = z.string().trim().min(1).max(NAME_LENGTH_MAX)
const isShared = z.boolean().meta({ description: 'The team has it, and whoever of the team saves searches may change it' })

const savedSearch = z.object({
  id: idOf('log_search'),
  applicationId: idOf('application'),
  name,
  search: savedLooks,
  isShared,
  updatedAt: instantField,
  version: z.number().int(),
})

export const searchRoutes = {
  listSearches: route({
    id: 'logs.listSearches',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/log-searches',
    summary: 'List the saved searches of an application’s log lines: your own and those of the team, by name.',
    access: read,
    params: ofApplication,
    response: z.object({ items: z.array(savedSearch) }),
  }),
  createSearch: route({
    id: 'logs.createSearch',
    method: 'POST',
    path: '/api/pitcrew/v1/applications/:id/log-searches',
    summary: 'Save a search of log lines, for yourself or for the team.',
    access: write,
    params: ofApplication,
    body: z.object({ name, search: looks, isShared: isShared.default(false) }),
    response: savedSearch,
    status: 201,
  }),
  changeSearch: route({
    id: 'logs.changeSearch',
    method: 'PATCH',
    path: '/api/pitcrew/v1/log-searches/:id',
    summary: 'Change a saved search of log lines; what is left out stays. What the team had becomes yours when it is no longer shared.',
    access: write,
    params: ofSearch,
    body: z.object({ name, search: looks, isShared }).partial(),
    response: savedSearch,
    versioned: 'write',
  }),
  setSearchDeleted: route({
    id: 'logs.setSearchDeleted',
    method: 'PUT',
    path: '/api/pitcrew/v1/log-searches/:id/deletion',
    summary: 'Delete a saved search of log lines, or bring it back.',
    access: write,
    params: ofSearch,
    body: z.object({ deleted: z.boolean() }),
    response: savedSearch,
    versioned: 'write',
  }),
} satisfies Contract
