/** Features of an application (promise P15): what users do with it, tied to routes and components. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { IMPORTANCES, LINKS_MAX } from '../domain/words.ts'
import { descriptionField, listFilter, nameField, stateBody, stateField, versionField } from './fields.ts'

const BASE = '/api/pitcrew/v1/features'
/** Most route patterns of one feature; more belong to several features. */
const ROUTES_MAX = 100

const routePattern = z
  .string()
  .trim()
  .max(300)
  .regex(/^([A-Z]+ )?\/\S*$/, 'a path with :names or * for what varies, with a method before it if you like: POST /orders/:id')
  .meta({ examples: ['POST /orders/:id'] })

export const feature = z.object({
  id: idOf('feature'),
  applicationId: idOf('application'),
  name: z.string(),
  importance: z.enum(IMPORTANCES),
  description: z.string(),
  routes: z.array(z.string()),
  componentIds: z.array(idOf('component')).meta({ description: 'Active components that carry it' }),
  state: stateField,
  createdAt: instantField,
  updatedAt: instantField,
  version: versionField,
})
export type Feature = z.output<typeof feature>

const params = z.object({ id: idOf('feature') })
const read = { permission: 'catalog.applications.read' }
const write = { permission: 'catalog.applications.write' }
const fields = {
  name: nameField,
  importance: z.enum(IMPORTANCES),
  description: descriptionField,
  routes: z.array(routePattern).max(ROUTES_MAX),
  componentIds: z.array(idOf('component')).max(LINKS_MAX),
}

export const featureRoutes = {
  listFeatures: route({
    id: 'catalog.listFeatures',
    method: 'GET',
    path: BASE,
    summary: 'List features, of one application or of all you may see, by name.',
    access: read,
    query: z.object({ ...pageQuery, ...listFilter, applicationId: idOf('application').optional() }),
    response: pageOf(feature),
  }),
  createFeature: route({
    id: 'catalog.createFeature',
    method: 'POST',
    path: BASE,
    summary: 'Add a feature to an application.',
    access: write,
    body: z.object({
      applicationId: idOf('application'),
      ...fields,
      importance: fields.importance.default('ordinary'),
      description: descriptionField.default(''),
      routes: fields.routes.default([]),
      componentIds: fields.componentIds.default([]),
    }),
    response: feature,
    status: 201,
  }),
  readFeature: route({
    id: 'catalog.readFeature',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a feature.',
    access: read,
    params,
    response: feature,
    versioned: 'read',
  }),
  changeFeature: route({
    id: 'catalog.changeFeature',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a feature; what is left out stays, lists are replaced.',
    access: write,
    params,
    body: z.object(fields).partial(),
    response: feature,
    versioned: 'write',
  }),
  setFeatureState: route({
    id: 'catalog.setFeatureState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Archive a feature, or bring it back.',
    access: write,
    params,
    body: stateBody,
    response: feature,
    versioned: 'write',
  }),
} satisfies Contract
