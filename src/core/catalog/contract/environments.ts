/** Environments of an application; only production pages anybody. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { ENVIRONMENT_KINDS } from '../domain/words.ts'
import { listFilter, nameField, positionField, stateBody, stateField, urlField, versionField } from './fields.ts'

const BASE = '/api/pitcrew/v1/environments'

export const environment = z.object({
  id: idOf('environment'),
  applicationId: idOf('application'),
  name: z.string(),
  kind: z.enum(ENVIRONMENT_KINDS).meta({ description: 'Only production pages anybody' }),
  url: z.string().nullable(),
  position: z.number().int(),
  state: stateField,
  createdAt: instantField,
  updatedAt: instantField,
  version: versionField,
})
export type Environment = z.output<typeof environment>

const params = z.object({ id: idOf('environment') })
const read = { permission: 'catalog.applications.read' }
const write = { permission: 'catalog.applications.write' }
const fields = { name: nameField, kind: z.enum(ENVIRONMENT_KINDS), url: urlField, position: positionField }

export const environmentRoutes = {
  listEnvironments: route({
    id: 'catalog.listEnvironments',
    method: 'GET',
    path: BASE,
    summary: 'List environments, of one application or of all you may see, by position and name.',
    access: read,
    query: z.object({ ...pageQuery, ...listFilter, applicationId: idOf('application').optional() }),
    response: pageOf(environment),
  }),
  createEnvironment: route({
    id: 'catalog.createEnvironment',
    method: 'POST',
    path: BASE,
    summary: 'Add an environment to an application.',
    access: write,
    body: z.object({ applicationId: idOf('application'), ...fields, url: urlField.default(null), position: positionField.default(0) }),
    response: environment,
    status: 201,
  }),
  readEnvironment: route({
    id: 'catalog.readEnvironment',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read an environment.',
    access: read,
    params,
    response: environment,
    versioned: 'read',
  }),
  changeEnvironment: route({
    id: 'catalog.changeEnvironment',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change an environment; what is left out stays.',
    access: write,
    params,
    body: z.object(fields).partial(),
    response: environment,
    versioned: 'write',
  }),
  setEnvironmentState: route({
    id: 'catalog.setEnvironmentState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Archive an environment, or bring it back.',
    access: write,
    params,
    body: stateBody,
    response: environment,
    versioned: 'write',
  }),
} satisfies Contract
