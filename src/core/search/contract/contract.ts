/** Search over the records of all kinds. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'
import { prefixes, type Thing } from '#kit/ids.ts'
import { HITS_DEFAULT, HITS_MAX, QUESTION_LENGTH_MAX } from '../domain/bounds.ts'

const pieces = z
  .array(z.object({ text: z.string(), hit: z.boolean() }))
  .meta({ description: 'In order; joined they give the text. Pieces with hit are what was looked for' })

export const searchHit = z.object({
  id: z.string().meta({ description: 'Prefixed id of the record' }),
  kind: z.string(),
  label: z.string().meta({ examples: ['TSK-12'] }),
  title: pieces,
  excerpt: pieces.meta({ description: 'The part of its text around the first hit; empty when it has no text' }),
  inComment: z.boolean().meta({ description: 'Whether the words stand in a comment, from which the excerpt then is' }),
  state: z.string(),
  isOpen: z.boolean(),
  href: z.string().meta({ description: 'Path of its page in the console' }),
  updatedAt: instantField,
})
export type SearchHit = z.output<typeof searchHit>

export const searchContract = {
  search: route({
    id: 'search.search',
    method: 'GET',
    path: '/api/pitcrew/v1/search',
    summary: 'Find records that you may see by their number, by words, and by words that are misspelt; best first.',
    access: { permission: 'search.read' },
    query: z.object({
      text: z
        .string()
        .trim()
        .min(1)
        .max(QUESTION_LENGTH_MAX)
        .meta({ description: 'Words, the last one as far as it is typed, or a number such as TSK-12' }),
      kind: z
        .enum(Object.keys(prefixes) as [Thing, ...Thing[]])
        .optional()
        .meta({ description: 'Only records of this kind' }),
      limit: z.coerce.number().int().min(1).max(HITS_MAX).default(HITS_DEFAULT),
      cursor: z.string().max(500).optional().meta({ description: 'next_cursor of the previous page' }),
    }),
    response: z.object({
      items: z.array(searchHit),
      nextCursor: z.string().nullable(),
      matches: z.number().int().meta({ description: 'How many records matched by their words, as far as they were ranked' }),
      newestOnly: z.boolean().meta({ description: 'True when more matched than are ranked: then only the newest of them are' }),
      corrections: z
        .array(z.object({ typed: z.string(), meant: z.string() }))
        .meta({ description: 'Misspelt words and what was found instead' }),
      kinds: z
        .array(z.object({ kind: z.string(), one: z.string(), many: z.string() }))
        .meta({ description: 'Kinds of records that you may search' }),
    }),
  }),
} satisfies Contract
