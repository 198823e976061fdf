/** Schemas that the routes of plans share. */
import { z } from 'zod'
import { instantField } from '#kit/contract.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { ITEMS_MAX, TEXT_LENGTH_MAX } from '../domain/shape.ts'
import { STANDINGS } from '../domain/limits.ts'
import { LAYERS } from '../domain/words.ts'
import type { PlanRef } from '../domain/ref.ts'

const FORM = /^(standard|organisation|(cli|app)_[0-7][0-9a-hjkmnp-tv-z]{25})$/

/** `standard`, `organisation`, or the id of a client or application. */
export const planRefField = z.codec(
  z
    .string()
    .regex(FORM, 'must be standard, organisation, or the id of a client or application')
    .meta({ description: '`standard`, `organisation`, or the id of a client or application', examples: ['organisation'] }),
  z.object({ kind: z.enum(LAYERS), id: z.string().nullable() }),
  { decode: (text): PlanRef => readRef(text), encode: (ref) => writeRef(ref) },
)

function readRef(text: string): PlanRef {
  if (text === 'standard' || text === 'organisation') return { kind: text, id: null }
  const kind = text.startsWith('cli_') ? 'client' : 'application'
  return { kind, id: toUuid(kind, text) ?? '' }
}

function writeRef({ kind, id }: PlanRef): string {
  if (kind === 'standard' || kind === 'organisation') return kind
  return toId(kind, id ?? '')
}

/** Longest path: the longest keys in the deepest place. */
const PATH_LENGTH_MAX = 200
export const pathField = z
  .string()
  .min(1)
  .max(PATH_LENGTH_MAX)
  .meta({ description: 'Place in the plan', examples: ['thresholds.cpu.limit'] })
export const valueField = z
  .union([z.string().max(TEXT_LENGTH_MAX), z.number(), z.boolean(), z.array(z.string().max(TEXT_LENGTH_MAX)).max(ITEMS_MAX)])
  .meta({ description: 'As a plan file writes it', examples: ['90 %'] })
/** What was written; readers are given the same with people by id. */
export const answeredValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
export const noteField = z.string().trim().max(500).default('').meta({ description: 'Why; kept with the version' })

export const changeField = z.object({
  path: z.string(),
  before: answeredValue.nullable().meta({ description: 'null: inherited' }),
  after: answeredValue.nullable().meta({ description: 'null: inherited' }),
})
export const byField = z.object({ name: z.string().meta({ description: 'Who did it' }), at: instantField })
export const originField = z.object({
  layer: z.enum(LAYERS),
  of: planRefField,
  name: z.string().meta({ description: 'Whose plan it is' }),
  version: z.number().int().meta({ description: 'Version in which the value was set; 0 for the standard' }),
  by: byField.nullable().meta({ description: 'null for the standard' }),
})

/** A limit that figures are shown against. */
export const limitField = z
  .object({
    above: z.number().meta({ description: 'In the unit of the figure; reached when it is greater' }),
    layer: z.enum(LAYERS).meta({ description: 'Who says it' }),
    forSeconds: z.number(),
    volumeMin: z.number().meta({ description: 'Of fewer a value is not believed' }),
  })
  .nullable()
  .meta({ description: 'Of the support plan; null when it has none' })
export const standingField = z
  .enum(STANDINGS)
  .meta({ description: 'How a figure stands against its limit; too_few: above, of too few to say' })

const place = z.number().int().meta({ description: 'Place in `origins`, from 0' })
/** One value with where it comes from. */
export const sourcedField = z.object({
  path: z.string(),
  value: answeredValue,
  origin: place,
  beneath: z
    .object({ value: answeredValue, origin: place })
    .nullable()
    .meta({ description: 'What would count if this plan did not set it; null when it inherits it, or nobody else says anything' }),
})

/** An entry that some plan has and this one does not. */
export const takenField = z.object({
  path: z.string(),
  title: z.string().nullable().meta({ description: 'How it was called' }),
  origin: place.meta({ description: 'Who took it away: place in `origins`, from 0' }),
  mark: z
    .object({ path: z.string(), value: answeredValue })
    .nullable()
    .meta({ description: 'A value of it that brings it back when it is set in a plan below' }),
})

export const faultField = z.object({
  line: z.number().int(),
  path: z.string(),
  what: z.string().meta({ description: 'What is wrong' }),
  todo: z.string().meta({ description: 'What to do' }),
})
