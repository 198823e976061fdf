/** Components of an application, what they depend on, and who knows them. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { COMPONENT_KINDS, COMPONENTS_MAX, LINKS_MAX } from '../domain/words.ts'
import {
  coverageField,
  descriptionField,
  listFilter,
  nameField,
  ownerField,
  ownersBody,
  positionField,
  stateBody,
  stateField,
  versionField,
} from './fields.ts'

const BASE = '/api/pitcrew/v1/components'

export const component = z.object({
  id: idOf('component'),
  applicationId: idOf('application'),
  name: z.string(),
  kind: z.enum(COMPONENT_KINDS),
  description: z.string(),
  position: z.number().int(),
  state: stateField,
  dependsOn: z.array(idOf('component')).meta({ description: 'Active components of the same application that it needs' }),
  owners: z.array(ownerField).meta({ description: 'The owner first, then deputies; the application’s own when inherited' }),
  ownersInherited: z.boolean().meta({ description: 'Nobody is named here, so the owners of the application count' }),
  coverage: coverageField,
  createdAt: instantField,
  updatedAt: instantField,
  version: versionField,
})
export type Component = z.output<typeof component>

/** All active components of an application as one drawing. */
export const graph = z.object({
  applicationId: idOf('application'),
  nodes: z.array(component),
  edges: z.array(z.object({ from: idOf('component'), to: idOf('component') })).meta({ description: '`from` needs `to`' }),
})
export type Graph = z.output<typeof graph>

const finding = z.object({
  application: z.object({ id: idOf('application'), name: z.string() }),
  component: z
    .object({ id: idOf('component'), name: z.string() })
    .nullable()
    .meta({ description: 'null: the application as a whole' }),
  owners: z.array(ownerField),
  coverage: coverageField,
})

const params = z.object({ id: idOf('component') })
const read = { permission: 'catalog.applications.read' }
const write = { permission: 'catalog.applications.write' }
const fields = { name: nameField, kind: z.enum(COMPONENT_KINDS), description: descriptionField, position: positionField }

export const componentRoutes = {
  listComponents: route({
    id: 'catalog.listComponents',
    method: 'GET',
    path: BASE,
    summary: 'List components, of one application or of all you may see, by position and name.',
    access: read,
    query: z.object({ ...pageQuery, ...listFilter, applicationId: idOf('application').optional() }),
    response: pageOf(component),
  }),
  createComponent: route({
    id: 'catalog.createComponent',
    method: 'POST',
    path: BASE,
    summary: `Add a component to an application; at most ${COMPONENTS_MAX} each.`,
    access: write,
    body: z.object({
      applicationId: idOf('application'),
      ...fields,
      description: descriptionField.default(''),
      position: positionField.default(0),
    }),
    response: component,
    status: 201,
  }),
  readComponent: route({
    id: 'catalog.readComponent',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a component.',
    access: read,
    params,
    response: component,
    versioned: 'read',
  }),
  changeComponent: route({
    id: 'catalog.changeComponent',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a component; what is left out stays.',
    access: write,
    params,
    body: z.object(fields).partial(),
    response: component,
    versioned: 'write',
  }),
  setComponentState: route({
    id: 'catalog.setComponentState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Archive a component, or bring it back.',
    access: write,
    params,
    body: stateBody,
    response: component,
    versioned: 'write',
  }),
  setComponentDependencies: route({
    id: 'catalog.setComponentDependencies',
    method: 'PUT',
    path: `${BASE}/:id/dependencies`,
    summary: 'Say what a component needs, all of the same application; replaces the list and refuses circles.',
    access: write,
    params,
    body: z.object({ dependsOn: z.array(idOf('component')).max(LINKS_MAX) }),
    response: component,
    versioned: 'write',
  }),
  setComponentOwners: route({
    id: 'catalog.setComponentOwners',
    method: 'PUT',
    path: `${BASE}/:id/owners`,
    summary: 'Say who knows a component: one owner and any deputies; replaces the list.',
    access: write,
    params,
    body: ownersBody,
    response: component,
    versioned: 'write',
  }),
  readGraph: route({
    id: 'catalog.readGraph',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/graph',
    summary: 'Read all components of an application with what they need and who knows them.',
    access: read,
    params: z.object({ id: idOf('application') }),
    response: graph,
  }),
  listCoverage: route({
    id: 'catalog.listCoverage',
    method: 'GET',
    path: '/api/pitcrew/v1/coverage',
    summary: 'List applications and components that nobody or only one person looks after.',
    access: read,
    query: z.object({
      ...pageQuery,
      coverage: z.enum(['one_person', 'no_owner']).optional(),
      applicationId: idOf('application').optional(),
    }),
    response: pageOf(finding),
  }),
} satisfies Contract
