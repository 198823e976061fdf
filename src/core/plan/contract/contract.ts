/** The routes of support plans. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { SOURCE_LENGTH_MAX } from '../domain/shape.ts'
import { LAYERS } from '../domain/words.ts'
import {
  answeredValue,
  byField,
  changeField,
  faultField,
  noteField,
  originField,
  pathField,
  planRefField,
  sourcedField,
  takenField,
  valueField,
} from './fields.ts'

const BASE = '/api/pitcrew/v1/plans'
/** Room for the escapes of JSON. */
const SOURCE_BYTES_MAX = 1024 * 1024

const params = z.object({ plan: planRefField })
const read = { permission: 'plan.plans.read' }
const write = { permission: 'plan.plans.write' }
const version = z.number().int().meta({ description: 'Of the plan’s own layer; 0 while it sets nothing. The ETag' })
const sourceField = z.string().max(SOURCE_LENGTH_MAX).meta({ description: 'YAML' })

const namedPeople = z.array(z.object({ id: idOf('person'), name: z.string() })).meta({ description: 'Everybody whom the values name' })

export const plan = z.object({
  of: planRefField,
  layer: z.enum(LAYERS),
  name: z.string().meta({ description: 'Whose plan it is' }),
  version,
  zone: z.string().meta({ description: 'What `local` means here: the zone of the client, or of the organisation' }),
  mayChange: z.boolean().meta({ description: 'Whether you may change this plan' }),
  values: z.array(sourcedField).meta({ description: 'Every value that counts, in the order of the plan' }),
  taken: z.array(takenField).meta({ description: 'Entries that a plan took away: they are none here' }),
  origins: z.array(originField),
  people: namedPeople,
})
export type PlanAnswer = z.output<typeof plan>

const layer = z.object({
  of: planRefField,
  layer: z.enum(LAYERS),
  name: z.string(),
  version: z.number().int(),
  values: z.number().int().meta({ description: 'How many values it sets' }),
  changedAt: instantField,
})

const planVersion = z.object({
  version: z.number().int(),
  note: z.string(),
  restoredFrom: z.number().int().nullable(),
  changes: z.number().int().meta({ description: 'Values that differ from the version before' }),
  by: byField,
})

export const planContract = {
  listPlans: route({
    id: 'plan.listPlans',
    method: 'GET',
    path: BASE,
    summary: 'List the plans you may see that set values of their own.',
    access: read,
    response: z.object({ items: z.array(layer) }),
  }),
  readPlan: route({
    id: 'plan.readPlan',
    method: 'GET',
    path: `${BASE}/:plan`,
    summary: 'Read a whole support plan, each value with where it comes from.',
    access: read,
    params,
    query: z.object({ at: instantField.optional().meta({ description: 'As it was at this instant; now unless said' }) }),
    response: plan,
    versioned: 'read',
  }),
  readPlanValueBelow: route({
    id: 'plan.readPlanValueBelow',
    method: 'GET',
    path: `${BASE}/:plan/below`,
    summary: 'Say what a value is for each application that inherits from a plan, and where it comes from there.',
    access: read,
    params,
    query: z.object({ path: pathField }),
    response: z.object({
      items: z
        .array(
          z.object({
            of: planRefField,
            name: z.string(),
            value: answeredValue.nullable().meta({ description: 'null: taken away there' }),
            origin: originField.omit({ by: true }),
          }),
        )
        .meta({ description: 'Active applications that you may see, by name; at most 50' }),
      isMore: z.boolean().meta({ description: 'Whether there are more' }),
      people: namedPeople,
    }),
  }),
  changePlan: route({
    id: 'plan.changePlan',
    method: 'PATCH',
    path: `${BASE}/:plan`,
    summary: 'Set single values of a plan, or let them be inherited again; comments of its file stay. `none` takes an entry away.',
    access: write,
    params,
    body: z.object({
      set: z
        .array(z.object({ path: pathField, value: valueField }))
        .max(500)
        .default([]),
      unset: z
        .array(pathField)
        .max(500)
        .default([])
        .meta({ description: 'Values and entries to inherit again; an entry that is nobody else’s goes' }),
      note: noteField,
    }),
    response: plan,
    versioned: 'write',
  }),
  readPlanSource: route({
    id: 'plan.readPlanSource',
    method: 'GET',
    path: `${BASE}/:plan/source`,
    summary: 'Export a plan as YAML: what it sets itself, or everything that counts.',
    access: read,
    params,
    query: z.object({ of: z.enum(['own', 'effective']).default('own'), version: z.coerce.number().int().min(1).optional() }),
    response: z.object({ source: z.string(), version }),
    versioned: 'read',
  }),
  replacePlanSource: route({
    id: 'plan.replacePlanSource',
    method: 'PUT',
    path: `${BASE}/:plan/source`,
    summary: 'Import what a plan sets from YAML; replaces what it set before.',
    access: write,
    params,
    body: z.object({ source: sourceField, note: noteField }),
    response: plan,
    versioned: 'write',
    bodyBytesMax: SOURCE_BYTES_MAX,
  }),
  checkPlanSource: route({
    id: 'plan.checkPlanSource',
    method: 'POST',
    path: `${BASE}/:plan/source/check`,
    summary: 'Say everything that is wrong with a YAML, and what importing it would change; changes nothing.',
    access: read,
    params,
    body: z.object({ source: sourceField }),
    response: z.object({ faults: z.array(faultField), changes: z.array(changeField) }),
    bodyBytesMax: SOURCE_BYTES_MAX,
  }),
  listPlanVersions: route({
    id: 'plan.listPlanVersions',
    method: 'GET',
    path: `${BASE}/:plan/versions`,
    summary: 'List the versions of a plan, newest first.',
    access: read,
    params,
    query: z.object(pageQuery),
    response: pageOf(planVersion),
  }),
  comparePlanVersions: route({
    id: 'plan.comparePlanVersions',
    method: 'GET',
    path: `${BASE}/:plan/changes`,
    summary: 'Say what differs between two versions of a plan; version 0 sets nothing.',
    access: read,
    params,
    query: z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) }),
    response: z.object({ changes: z.array(changeField) }),
  }),
  restorePlanVersion: route({
    id: 'plan.restorePlanVersion',
    method: 'POST',
    path: `${BASE}/:plan/restore`,
    summary: 'Bring an earlier version back, as a new one.',
    access: write,
    params,
    body: z.object({ version: z.number().int().min(0), note: noteField }),
    response: plan,
    versioned: 'write',
  }),
  importHolidays: route({
    id: 'plan.importHolidays',
    method: 'POST',
    path: `${BASE}/:plan/holidays`,
    summary: 'Add the days of an iCalendar file to a list of holidays.',
    access: write,
    params,
    body: z.object({
      list: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores, such as public')
        .default('public'),
      file: z.string().max(SOURCE_LENGTH_MAX).meta({ description: 'The text of an .ics file' }),
    }),
    response: plan,
    versioned: 'write',
    bodyBytesMax: SOURCE_BYTES_MAX,
  }),
} satisfies Contract
