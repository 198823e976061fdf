/** Routes of incidents about security: who is admitted, what is done in each step, the notices of the law, and the release. */
import { z } from 'zod'
import { personField } from '#core/records/contract/row.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { MEASURE_LENGTH_MAX, SECURITY_STEPS } from '../domain/security.ts'
import { REASON_LENGTH_MAX } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/incidents'
const read = { permission: 'incidents.incidents.read' }
const write = { permission: 'incidents.incidents.write' }
const cleared = { permission: 'incidents.security.read' }
const params = z.object({ id: idOf('incident') })

const measure = z.object({
  id: idOf('incident_measure'),
  step: z.enum(SECURITY_STEPS),
  what: z.string(),
  undo: z.string().meta({ description: 'How it is undone; empty when there is nothing to undo' }),
  doneAt: instantField,
  doneBy: personField.nullable(),
  undoneAt: instantField.nullable(),
  undoneBy: personField.nullable(),
})

const notice = z.object({
  framework: z.string().meta({ description: 'Its key in the support plan' }),
  title: z.string(),
  dueAt: instantField,
  state: z.enum(['due', 'given', 'needless']),
  note: z.string(),
  at: instantField.nullable().meta({ description: 'When that was said' }),
  by: personField.nullable(),
})

export const security = z.object({
  isPrivate: z.boolean().meta({ description: 'Whether only those see it who have the clearance or are admitted to it' }),
  releasedAt: instantField.nullable(),
  mayOpen: z.boolean().meta({ description: 'Whether you may admit people and release it' }),
  admitted: z.array(personField).meta({ description: 'Beside those who have the clearance; nobody once it is released' }),
  measures: z.array(measure),
  notices: z.array(notice),
})
export type Security = z.output<typeof security>

export const securityRoutes = {
  readSecurity: route({
    id: 'incidents.readSecurity',
    method: 'GET',
    path: `${BASE}/:id/security`,
    summary: 'Read what is done about an incident of security, who sees it, and which notices the law wants.',
    access: read,
    params,
    response: security,
  }),
  takeMeasure: route({
    id: 'incidents.takeMeasure',
    method: 'POST',
    path: `${BASE}/:id/measures`,
    summary: 'Record what was done in a step of an incident of security, and how it is undone.',
    access: write,
    params,
    body: z.object({
      step: z.enum(SECURITY_STEPS),
      what: z.string().trim().min(1).max(MEASURE_LENGTH_MAX),
      undo: z.string().trim().max(MEASURE_LENGTH_MAX).default(''),
    }),
    response: security,
    status: 201,
  }),
  setMeasureUndone: route({
    id: 'incidents.setMeasureUndone',
    method: 'PUT',
    path: `${BASE}/:id/measures/:measureId/undone`,
    summary: 'Record that a measure was undone, or that it stands again.',
    access: write,
    params: params.extend({ measureId: idOf('incident_measure') }),
    body: z.object({ undone: z.boolean() }),
    response: security,
  }),
  setNotice: route({
    id: 'incidents.setNotice',
    method: 'PUT',
    path: `${BASE}/:id/notices/:framework`,
    summary: 'Record that a notice was given to the authority, or that none is needed and why; or that it is due after all.',
    access: write,
    params: params.extend({ framework: z.string().max(100) }),
    body: z.object({ state: z.enum(['due', 'given', 'needless']), note: z.string().trim().max(REASON_LENGTH_MAX).default('') }),
    response: security,
  }),
  setAdmitted: route({
    id: 'incidents.setAdmitted',
    method: 'PUT',
    path: `${BASE}/:id/admitted/:personId`,
    summary: 'Let a colleague see a private incident, or no longer.',
    access: cleared,
    params: params.extend({ personId: idOf('person') }),
    body: z.object({ admitted: z.boolean() }),
    response: security,
  }),
  releaseIncident: route({
    id: 'incidents.releaseIncident',
    method: 'PUT',
    path: `${BASE}/:id/released`,
    summary: 'Release a private incident to the whole team; from then on status pages may tell of it. It cannot be taken back.',
    access: cleared,
    params,
    response: security,
    fresh: true,
  }),
} satisfies Contract
