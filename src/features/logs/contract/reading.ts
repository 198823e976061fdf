/** Lines as people read them: the newest, how many there are, and one with what stands around it. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { KEEP_DAYS } from '../domain/limits.ts'
import { ATTRIBUTES_ASKED_MAX, WORDS_MAX } from '../domain/search.ts'
import { BANDS } from '../domain/severity.ts'
import { TAIL_BACK_MAX_S, TAIL_LINES_MAX } from '../domain/tail.ts'

/** Lets its holder read lines and what stands in them. */
export const READ_LINES = 'logs.lines.read'

/** Topic of live messages that say of which environment new lines can be read. */
export const LINES_TOPIC = 'logs.lines'
export const linesMessage = z.object({ environmentId: idOf('environment') })

const lineId = z
  .string()
  .regex(/^\d{13}-\d{1,10}$/, 'must be the id of a line')
  .meta({ description: 'Names a line within its environment' })

const line = z.object({
  id: lineId,
  at: instantField,
  severity: z.enum(BANDS),
  service: z.string().meta({ description: 'Empty when nobody said' }),
  text: z.string(),
  isCut: z.boolean().meta({ description: 'True when the text is longer than lists show' }),
})

const texts = z.record(z.string(), z.string())

const attributesAsked = (whose: string) =>
  z
    .string()
    .max(2_000)
    .default('{}')
    .meta({
      description: `${whose}: an object of JSON with texts by name, at most ${ATTRIBUTES_ASKED_MAX}`,
      examples: ['{"http.status":"502"}'],
    })

const looks = {
  words: z
    .string()
    .max(400)
    .default('')
    .meta({
      description: `All of them must be in the text, in any case; letters and digits are found as a whole word. At most ${WORDS_MAX}`,
    }),
  severity: z.enum(BANDS).default('unknown').meta({ description: 'Lines as grave or graver' }),
  service: z.string().max(256).optional().meta({ description: 'What wrote the lines; empty for those that do not say' }),
  attributes: attributesAsked('What the lines say beside their text'),
  resource: attributesAsked('What is known of their senders'),
}
const filter = {
  from: instantField.optional().meta({ description: `An hour before the end unless said; lines are kept for ${KEEP_DAYS} days` }),
  to: instantField.optional().meta({ description: 'The first moment that no longer counts; the newest line unless said' }),
  ...looks,
}
export const looksQuery = z.object(looks)
export const countQuery = z.object(filter)

const BASE = '/api/pitcrew/v1/environments/:id'
const params = z.object({ id: idOf('environment') })

export const readingRoutes = {
  listLines: route({
    id: 'logs.listLines',
    method: 'GET',
    path: `${BASE}/lines`,
    summary: 'List log lines of an environment, the newest first.',
    access: { permission: READ_LINES },
    params,
    query: z.object({ ...filter, ...pageQuery }),
    response: pageOf(line),
  }),
  countLines: route({
    id: 'logs.countLines',
    method: 'GET',
    path: `${BASE}/line-counts`,
    summary: 'Count log lines of an environment by severity in equal steps of time, and by service.',
    access: { permission: READ_LINES },
    params,
    query: countQuery,
    response: z.object({
      from: instantField.meta({ description: 'Where the first step begins' }),
      stepMs: z.number(),
      steps: z.array(z.partialRecord(z.enum(BANDS), z.number())).meta({ description: 'At most 62; severities without lines are left out' }),
      services: z
        .array(z.object({ service: z.string(), lines: z.number() }))
        .meta({ description: 'Of whatever service, the busiest first, at most 100' }),
    }),
  }),
  listFacets: route({
    id: 'logs.listFacets',
    method: 'GET',
    path: `${BASE}/line-facets`,
    summary: 'List what the newest log lines that fit, and their senders, say by which names.',
    access: { permission: READ_LINES },
    params,
    query: countQuery,
    response: z.object({
      lines: z.number().meta({ description: 'Of how many lines, the newest that fit' }),
      items: z
        .array(
          z.object({
            of: z.enum(['attributes', 'resource']),
            name: z.string(),
            values: z.array(z.object({ value: z.string(), lines: z.number() })).meta({ description: 'The most frequent first' }),
            different: z.number().meta({ description: 'How many different values there are' }),
          }),
        )
        .meta({ description: 'The names that most lines have first; what tells nearly every line apart is left out' }),
    }),
  }),
  tailLines: route({
    id: 'logs.tailLines',
    method: 'GET',
    path: `${BASE}/line-tail`,
    summary: 'List the log lines of the last seconds, the newest first, with how many there were in each second.',
    access: { permission: READ_LINES },
    params,
    query: looksQuery.extend({
      seconds: z.coerce.number().int().min(1).max(TAIL_BACK_MAX_S).default(60).meta({ description: 'How far back from now' }),
    }),
    response: z.object({
      now: instantField,
      from: instantField.meta({ description: 'Where the first second begins' }),
      items: z.array(line).meta({ description: `At most ${TAIL_LINES_MAX}` }),
      seconds: z
        .array(z.object({ at: instantField, lines: z.number() }))
        .meta({ description: 'All lines that fit, listed or not; seconds without any are left out' }),
    }),
  }),
  readLine: route({
    id: 'logs.readLine',
    method: 'GET',
    path: `${BASE}/lines/:line`,
    summary: 'Read a log line with its attributes, and the lines of the same service before and after it.',
    access: { permission: READ_LINES },
    params: params.extend({ line: lineId }),
    response: line.extend({
      severityNumber: z.number().meta({ description: 'As OpenTelemetry numbers it; 0 when nobody said' }),
      observedAt: instantField.meta({ description: 'When a collector saw it, else when it came' }),
      traceId: z.string().nullable(),
      spanId: z.string().nullable(),
      attributes: texts,
      resource: texts,
      before: z.array(line).meta({ description: 'Within a day, the oldest first' }),
      after: z.array(line),
    }),
  }),
} satisfies Contract
