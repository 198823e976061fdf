/** Schemas that several routes of the catalog share. */
import { z } from 'zod'
import { idOf } from '#kit/contract.ts'
import { COVERAGES } from '../domain/coverage.ts'
import { NAME_LENGTH_MAX, OWNERS_MAX, OWNERSHIP_PARTS, SLUG_LENGTH_MAX, STATES, URL_LENGTH_MAX } from '../domain/words.ts'

/** Longest description: about two pages. */
export const DESCRIPTION_LENGTH_MAX = 5_000

export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .meta({ examples: ['Web shop'] })
export const slugField = z
  .string()
  .max(SLUG_LENGTH_MAX)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single dashes, such as web-shop')
  .meta({ description: 'Short name for addresses; made from the name unless given', examples: ['web-shop'] })
export const descriptionField = z.string().trim().max(DESCRIPTION_LENGTH_MAX)
export const urlField = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://shop.example.com' })
  .max(URL_LENGTH_MAX)
  .nullable()
  .meta({ description: 'Where it answers; null when it has no address' })
export const runbookField = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://wiki.example.com/shop' })
  .max(URL_LENGTH_MAX)
  .nullable()
  .meta({ description: 'Where it is written what to do when it is in trouble; stands in each page to people on duty' })
export const stateField = z.enum(STATES)
export const positionField = z.number().int().min(0).max(10_000).meta({ description: 'Place in lists, ascending; equal places go by name' })
export const versionField = z.number().int().meta({ description: 'Rises with each change; the ETag' })

/** Filters that every list has. */
export const listFilter = {
  state: z
    .enum([...STATES, 'all'])
    .default('active')
    .meta({ description: 'Archived things are left out unless asked for' }),
  text: z.string().trim().min(1).max(NAME_LENGTH_MAX).optional().meta({ description: 'Part of the name or short name, in any case' }),
}

/** Body of the routes that archive and bring back. */
export const stateBody = z.object({ state: stateField })

/** A person who looks after something. */
export const ownerField = z.object({ personId: idOf('person'), name: z.string(), part: z.enum(OWNERSHIP_PARTS) })

export const coverageField = z
  .enum(COVERAGES)
  .meta({ description: 'covered: an owner and another person; one_person: only one person knows it; no_owner: nobody is responsible' })

/** Body of the routes that say who looks after something; replaces the whole list. */
export const ownersBody = z.object({
  owners: z.array(z.object({ personId: idOf('person'), part: z.enum(OWNERSHIP_PARTS) })).max(OWNERS_MAX),
})
