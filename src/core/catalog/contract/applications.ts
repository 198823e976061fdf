/** Applications: what is kept running, with the summary that the overview shows. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { ADDRESSES_MAX, APPLICATION_KINDS } from '../domain/words.ts'
import {
  coverageField,
  descriptionField,
  listFilter,
  nameField,
  ownerField,
  ownersBody,
  runbookField,
  slugField,
  stateBody,
  stateField,
  urlField,
  versionField,
} from './fields.ts'

const BASE = '/api/pitcrew/v1/applications'
/** Teams are far smaller. */
export const POSSIBLE_OWNERS_MAX = 200

export const application = z.object({
  id: idOf('application'),
  client: z
    .object({ id: idOf('client'), name: z.string() })
    .nullable()
    .meta({ description: 'null: the organisation’s own' }),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  kind: z.enum(APPLICATION_KINDS),
  url: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  state: stateField,
  owners: z.array(ownerField).meta({ description: 'The owner first, then deputies' }),
  coverage: coverageField,
  environmentCount: z.number().int().meta({ description: 'Active environments' }),
  componentCount: z.number().int().meta({ description: 'Active components' }),
  createdAt: instantField,
  updatedAt: instantField,
  version: versionField,
})
export type Application = z.output<typeof application>

const params = z.object({ id: idOf('application') })
const read = { permission: 'catalog.applications.read' }
const write = { permission: 'catalog.applications.write' }
const clientId = idOf('client').nullable().meta({ description: 'null: the organisation’s own' })
const changeable = { name: nameField, slug: slugField, description: descriptionField, url: urlField, runbookUrl: runbookField }

export const applicationRoutes = {
  listApplications: route({
    id: 'catalog.listApplications',
    method: 'GET',
    path: BASE,
    summary: 'List the applications you may see, by name, each with its owners and the size of its map.',
    access: read,
    query: z.object({ ...pageQuery, ...listFilter, clientId: idOf('client').optional() }),
    response: pageOf(application),
  }),
  createApplication: route({
    id: 'catalog.createApplication',
    method: 'POST',
    path: BASE,
    summary: 'Add an application; with an address it gets a production environment there.',
    access: write,
    body: z.object({
      clientId,
      name: nameField,
      slug: slugField.optional(),
      description: descriptionField.default(''),
      url: urlField.default(null),
    }),
    response: application,
    status: 201,
  }),
  createApplications: route({
    id: 'catalog.createApplications',
    method: 'POST',
    path: `${BASE}/batch`,
    summary: `Add up to ${ADDRESSES_MAX} applications at once from their addresses, all or none.`,
    access: write,
    body: z.object({
      clientId,
      addresses: z.string().max(100_000).meta({
        description: 'One address per line or separated by commas, with a name before it if you like: Shop https://shop.example.com',
      }),
    }),
    response: z.object({
      applications: z.array(application),
      notes: z
        .array(z.object({ line: z.number().int(), message: z.string() }))
        .meta({ description: 'What was merged or already there, by line' }),
    }),
    status: 201,
    bodyBytesMax: 512 * 1024,
    perMinute: 30,
  }),
  readApplication: route({
    id: 'catalog.readApplication',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read an application.',
    access: read,
    params,
    response: application,
    versioned: 'read',
  }),
  changeApplication: route({
    id: 'catalog.changeApplication',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change an application; what is left out stays.',
    access: write,
    params,
    body: z.object({ clientId, ...changeable }).partial(),
    response: application,
    versioned: 'write',
  }),
  setApplicationState: route({
    id: 'catalog.setApplicationState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Archive an application, or bring it back.',
    access: write,
    params,
    body: stateBody,
    response: application,
    versioned: 'write',
  }),
  listPossibleOwners: route({
    id: 'catalog.listPossibleOwners',
    method: 'GET',
    path: `${BASE}/:id/possible-owners`,
    summary: 'List the people who may see an application, and so can look after it or one of its components.',
    access: read,
    params,
    response: z.object({ items: z.array(z.object({ id: idOf('person'), name: z.string() })).max(POSSIBLE_OWNERS_MAX) }),
  }),
  setApplicationOwners: route({
    id: 'catalog.setApplicationOwners',
    method: 'PUT',
    path: `${BASE}/:id/owners`,
    summary: 'Say who looks after an application: one owner and any deputies; replaces the list.',
    access: write,
    params,
    body: ownersBody,
    response: application,
    versioned: 'write',
  }),
} satisfies Contract
