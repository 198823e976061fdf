/** Clients: the organisations that are served. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { listFilter, nameField, slugField, stateBody, stateField, versionField } from './fields.ts'

const BASE = '/api/pitcrew/v1/clients'

/** IANA zone name, checked against what this runtime knows. */
const zoneField = z
  .string()
  .max(60)
  .refine(isZone, 'must be a time zone such as Europe/Berlin')
  .nullable()
  .meta({ description: 'IANA time zone; null: the organisation’s', examples: ['Europe/Berlin'] })

export const client = z.object({
  id: idOf('client'),
  name: z.string(),
  slug: z.string(),
  zone: z.string().nullable(),
  state: stateField,
  applicationCount: z.number().int().meta({ description: 'Active applications' }),
  createdAt: instantField,
  updatedAt: instantField,
  version: versionField,
})
export type Client = z.output<typeof client>

const params = z.object({ id: idOf('client') })
const read = { permission: 'catalog.clients.read' }
const write = { permission: 'catalog.clients.write' }

export const clientRoutes = {
  listClients: route({
    id: 'catalog.listClients',
    method: 'GET',
    path: BASE,
    summary: 'List the clients you may see, by name.',
    access: read,
    query: z.object({ ...pageQuery, ...listFilter }),
    response: pageOf(client),
  }),
  createClient: route({
    id: 'catalog.createClient',
    method: 'POST',
    path: BASE,
    summary: 'Add a client.',
    access: write,
    body: z.object({ name: nameField, slug: slugField.optional(), zone: zoneField.optional() }),
    response: client,
    status: 201,
  }),
  readClient: route({
    id: 'catalog.readClient',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a client.',
    access: read,
    params,
    response: client,
    versioned: 'read',
  }),
  changeClient: route({
    id: 'catalog.changeClient',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a client; what is left out stays.',
    access: write,
    params,
    body: z.object({ name: nameField, slug: slugField, zone: zoneField }).partial(),
    response: client,
    versioned: 'write',
  }),
  setClientState: route({
    id: 'catalog.setClientState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Archive a client, or bring it back.',
    access: write,
    params,
    body: stateBody,
    response: client,
    versioned: 'write',
  }),
} satisfies Contract

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
