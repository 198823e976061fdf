/**
 * Lists, counts and changes of many, the same for every kind of record: a feature puts these schemas into its own routes
 * (`query: listQuery`, `body: batchOf(change)`) and serves them with `listRecords`, `countRecords` and `inBatch`.
 */
import { z } from 'zod'
import { idOf, pageQuery } from '#kit/contract.ts'
import type { Thing } from '#kit/ids.ts'
import { BATCH_MAX, COUNT_MAX } from '../domain/bounds.ts'
import { FILTER_LENGTH_MAX } from '../domain/filter.ts'
import { SORTS } from '../domain/sorts.ts'

export const filterField = z
  .string()
  .max(FILTER_LENGTH_MAX)
  .default('')
  .meta({
    description:
      'Fields with their alternatives, all of which hold: is:open|closed state:… assignee:me|none|per_… client:none|cli_… application:app_… priority:1,2|none due:overdue|1d|7d|none',
    examples: ['is:open assignee:me due:7d'],
  })

export const sortField = z
  .enum(SORTS)
  .default('newest')
  .meta({ description: 'By creation, by due time or by priority; what has none comes last' })

/** Query of a list of records. */
export const listQuery = z.object({ ...pageQuery, filter: filterField, sort: sortField })
/** Query of the count beside it. */
export const countQuery = z.object({ filter: filterField })

/** How many there are, as far as they are counted. */
export const countAnswer = z.object({
  count: z.number().int(),
  more: z.boolean().meta({ description: `True when there are more than the ${COUNT_MAX} that are counted at most` }),
})

/** Body that changes many records of a kind, each in its own way, so that what was done can be undone by the same route. */
export const batchOf = <C extends z.ZodType>(thing: Thing, change: C) =>
  z.object({
    items: z
      .array(
        z.object({
          id: idOf(thing),
          version: z.number().int().min(1).optional().meta({ description: 'Only when it is still at this version; without it, at any' }),
          change,
        }),
      )
      .min(1)
      .max(BATCH_MAX),
  })

/** What became of each, in the order of the request. `before` undoes it when sent as a change at `version`. */
export const batchAnswer = <C extends z.ZodType>(thing: Thing, change: C) =>
  z.object({
    results: z.array(
      z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('changed'), id: idOf(thing), version: z.number().int(), before: change }),
        z.object({ outcome: z.literal('refused'), id: idOf(thing), code: z.string(), message: z.string() }),
      ]),
    ),
  })
