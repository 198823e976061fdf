/** Links between records, shown as cards. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { DIRECTIONS } from '../domain/types.ts'

const BASE = '/api/pitcrew/v1/links'
const read = { permission: 'links.links.read' }
const write = { permission: 'links.links.write' }

export const card = z.object({
  record: thingField,
  label: z.string().meta({ examples: ['TSK-12'] }),
  title: z.string(),
  state: z.string().meta({ description: 'In words' }),
  href: z.string().meta({ description: 'Path in the console' }),
})

export const link = z.object({
  id: idOf('link'),
  type: z.string(),
  direction: z.enum(DIRECTIONS).meta({ description: 'As seen from the record that was asked for' }),
  words: z.string().meta({ description: 'As seen from there', examples: ['blocked by'] }),
  card,
  createdAt: instantField,
})
export type Link = z.output<typeof link>

export const linksContract = {
  listLinks: route({
    id: 'links.listLinks',
    method: 'GET',
    path: BASE,
    summary: 'List the records that a record is linked with, as far as you may see them.',
    access: read,
    query: z.object({ record: thingField }),
    response: z.object({ items: z.array(link) }),
  }),
  createLink: route({
    id: 'links.createLink',
    method: 'POST',
    path: BASE,
    summary: 'Link two records.',
    access: write,
    body: z.object({
      record: thingField,
      other: thingField,
      type: z
        .string()
        .max(40)
        .meta({ examples: ['blocks'] }),
      direction: z
        .enum(DIRECTIONS)
        .default('forward')
        .meta({ description: 'forward: the record blocks the other; backward: it is blocked by it' }),
    }),
    response: link,
    status: 201,
  }),
  deleteLink: route({
    id: 'links.deleteLink',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Take a link away.',
    access: write,
    params: z.object({ id: idOf('link') }),
  }),
  listLinkTypes: route({
    id: 'links.listLinkTypes',
    method: 'GET',
    path: '/api/pitcrew/v1/link-types',
    summary: 'List the types of links with the words of both directions.',
    access: read,
    response: z.object({ items: z.array(z.object({ type: z.string(), forward: z.string(), backward: z.string() })) }),
  }),
  findLinkTargets: route({
    id: 'links.findLinkTargets',
    method: 'GET',
    path: '/api/pitcrew/v1/link-targets',
    summary: 'Find records to link with: by number, by words, or by an address of this installation.',
    access: write,
    query: z.object({ record: thingField, text: z.string().trim().max(300) }),
    response: z.object({ items: z.array(card) }),
  }),
} satisfies Contract
