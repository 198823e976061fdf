/** Status pages as their editors see them. What readers see is served without a session, see pages/. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { LANGUAGES } from '#kit/language.ts'
import { DOMAIN } from '../domain/site.ts'
import { COPY_PROBLEMS } from '../domain/copies.ts'
import { COMPONENTS_MAX, NAME_LENGTH_MAX, TEXT_LENGTH_MAX, WEIGHT_MAX } from '../domain/limits.ts'
import { LOGO_BYTES_MAX } from '../domain/logo.ts'
import { READ_PAGES, RELEASE_POSTS, WRITE_PAGES } from '../domain/permissions.ts'
import { PAGE_STATES, STATES } from '../domain/words.ts'
import { postRoutes } from './posts.ts'

const BASE = '/api/pitcrew/v1/status-pages'
const SLUG_LENGTH_MAX = 60
const CHECKS_MAX = 50

const name = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .meta({ examples: ['Web shop'] })
const fields = {
  name,
  slug: z
    .string()
    .max(SLUG_LENGTH_MAX)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single dashes, such as web-shop')
    .meta({ description: 'Last part of the page’s address', examples: ['web-shop'] }),
  intro: z.string().trim().max(TEXT_LENGTH_MAX).meta({ description: 'A sentence below the name; empty for none' }),
  isPrivate: z.boolean().meta({ description: 'Opens by its private link only' }),
  language: z.enum(LANGUAGES),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #0a6e7c')
    .nullable()
    .meta({ description: 'Of the brand; null: Pitcrew’s own', examples: ['#0a6e7c'] }),
  supportUrl: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://shop.example.com/help' })
    .max(2_000)
    .nullable()
    .meta({ description: 'Where readers find help' }),
}
const state = z.enum(PAGE_STATES).meta({ description: 'Nobody outside sees a draft; publishing needs the permission to release' })

const summary = z.object({
  id: idOf('status_page'),
  clientId: idOf('client').nullable(),
  applicationId: idOf('application').nullable(),
  ...fields,
  state,
  waiting: z.number().int().meta({ description: 'Drafts of posts that wait to be released' }),
  createdAt: instantField,
  updatedAt: instantField,
  version: z.number().int().meta({ description: 'Rises with each change; the ETag' }),
})
export const component = z.object({
  id: idOf('status_component'),
  name,
  group: z.string().trim().max(NAME_LENGTH_MAX).meta({ description: 'Components of one group stand together; empty: none' }),
  weight: z.number().int().min(1).max(WEIGHT_MAX).meta({ description: 'How much it counts for the state of the page' }),
  applicationId: idOf('application').nullable(),
  componentId: idOf('component').nullable().meta({ description: 'Incidents of this component are its own; null: all of the application' }),
  checkIds: z
    .array(idOf('check'))
    .max(CHECKS_MAX)
    .nullable()
    .meta({ description: 'Checks that say how it is; none: people say it; null: all of the application’s production environments' }),
})
const seconds = z
  .object(Object.fromEntries(STATES.map((one) => [one, z.number().int()])) as Record<(typeof STATES)[number], z.ZodNumber>)
  .meta({ description: 'Whole seconds of each state' })
const figures = {
  state: z.enum(STATES),
  seconds,
  uptime: z.number().nullable().meta({ description: 'Share without an outage of the time that is known, maintenance left out' }),
}
const standing = z.object({
  from: instantField,
  to: instantField.meta({ description: 'Exclusive' }),
  state: z.enum(STATES),
  components: z.array(z.object({ id: idOf('status_component'), ...figures })),
})
const page = summary.extend({
  logo: z.string().nullable().meta({ description: 'As a data: URL' }),
  components: z.array(component),
  domain: z
    .string()
    .nullable()
    .meta({ description: 'A host of its own, at whose root it is', examples: ['status.shop.example'] }),
  subscribers: z.number().int().meta({ description: 'Addresses that confirmed that they follow the page, by e-mail, web hook or Slack' }),
  copy: z
    .object({
      url: z.string().meta({ description: 'Where readers find it' }),
      copiedAt: instantField.nullable().meta({ description: 'When it was last whole there; null: not yet' }),
      problem: z.enum(COPY_PROBLEMS).nullable().meta({ description: 'Why it could not be put there, or taken away' }),
      failingSince: instantField.nullable(),
    })
    .nullable()
    .meta({ description: 'The static copy elsewhere; null: there is none' }),
  publicUrl: z.string().meta({ description: 'Where readers find it once it is published and not private' }),
  privateUrl: z.string().meta({ description: 'Opens it for whoever has the link, also while it is a draft' }),
})

const params = z.object({ id: idOf('status_page') })
const read = { permission: READ_PAGES }
const write = { permission: WRITE_PAGES }

const pageRoutes = {
  listPages: route({
    id: 'statuspage.listPages',
    method: 'GET',
    path: BASE,
    summary: 'List the status pages you may see, by name.',
    access: read,
    query: z.object({ applicationId: idOf('application').optional() }),
    response: z.object({ items: z.array(summary) }),
  }),
  createPage: route({
    id: 'statuspage.createPage',
    method: 'POST',
    path: BASE,
    summary: 'Make a status page; it stays a draft until somebody publishes it.',
    access: write,
    body: z.object({
      name,
      slug: fields.slug.optional(),
      clientId: idOf('client').nullable().default(null).meta({ description: 'null: the organisation’s own, or the application’s' }),
      applicationId: idOf('application').nullable().default(null).meta({ description: 'With it the page has a first component' }),
      language: fields.language.default('en'),
    }),
    response: page,
    status: 201,
  }),
  readPage: route({
    id: 'statuspage.readPage',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a status page with its components.',
    access: read,
    params,
    response: page,
    versioned: 'read',
  }),
  changePage: route({
    id: 'statuspage.changePage',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change, publish or take back a status page; what is left out stays.',
    access: { permission: WRITE_PAGES, also: [{ permission: RELEASE_POSTS, act: 'Publishing a page' }] },
    params,
    body: z
      .object({
        ...fields,
        state,
        components: z
          .array(component.extend({ id: component.shape.id.optional() }))
          .max(COMPONENTS_MAX)
          .meta({ description: 'The whole list in its order; without an id it is a new one' }),
      })
      .partial(),
    response: page,
    versioned: 'write',
  }),
  deletePage: route({
    id: 'statuspage.deletePage',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Delete a status page with its posts; its address answers no more.',
    access: { permission: RELEASE_POSTS },
    params,
    fresh: true,
  }),
  renewLink: route({
    id: 'statuspage.renewLink',
    method: 'POST',
    path: `${BASE}/:id/private-link`,
    summary: 'Make a new private link; the one before stops working at once.',
    access: write,
    params,
    response: page,
  }),
  changeLogo: route({
    id: 'statuspage.changeLogo',
    method: 'PUT',
    path: `${BASE}/:id/logo`,
    summary: `Give a status page a logo: PNG, JPEG, WebP or SVG of at most ${LOGO_BYTES_MAX / 1024} KiB.`,
    access: write,
    params,
    upload: { bytesMax: LOGO_BYTES_MAX },
    response: page,
  }),
  changeDomain: route({
    id: 'statuspage.changeDomain',
    method: 'PUT',
    path: `${BASE}/:id/domain`,
    summary: 'Give a status page a host of its own, or take it away; for whoever may change the pages of all clients.',
    access: write,
    params,
    body: z.object({
      domain: z
        .string()
        .trim()
        .toLowerCase()
        .regex(DOMAIN, 'must be a host such as status.example.com')
        .nullable()
        .meta({ description: 'Must lead to Pitcrew; null: none', examples: ['status.shop.example'] }),
    }),
    response: page,
  }),
  removeLogo: route({
    id: 'statuspage.removeLogo',
    method: 'DELETE',
    path: `${BASE}/:id/logo`,
    summary: 'Take the logo of a status page away.',
    access: write,
    params,
  }),
  readStanding: route({
    id: 'statuspage.readStanding',
    method: 'GET',
    path: `${BASE}/:id/standing`,
    summary: 'Read how a page and its components are and were over the last 90 days, as readers see it.',
    access: read,
    params,
    response: standing,
  }),
} satisfies Contract

export const statuspageContract = { ...pageRoutes, ...postRoutes } satisfies Contract
