/** Incidents: declared, moved on, weighed, worked on by people in roles, with alerts as their evidence. */
import { z } from 'zod'
import { batchAnswer, batchOf, countAnswer, countQuery, listQuery } from '#core/records/contract/list.ts'
import { personField, recordFields } from '#core/records/contract/row.ts'
import { REACHES, SEVERITIES } from '#core/plan/domain/words.ts'
import { idOf, instantField, pageOf, route, type Contract } from '#kit/contract.ts'
import { INCIDENT_TYPES } from '../domain/security.ts'
import { STEP_ROLES } from '../domain/playbooks.ts'
import { playbookRoutes } from './playbooks.ts'
import { reviewRoutes } from './reviews.ts'
import { securityRoutes } from './security.ts'
import {
  COMPONENTS_MAX,
  INCIDENT_EFFECTS,
  INCIDENT_ROLES,
  INCIDENT_STATES,
  REASON_LENGTH_MAX,
  TEXT_LENGTH_MAX,
  TITLE_LENGTH_MAX,
} from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/incidents'
const read = { permission: 'incidents.incidents.read' }
const write = { permission: 'incidents.incidents.write' }
const params = z.object({ id: idOf('incident') })
/** Three texts of the largest size each, in JSON. */
const BODY_BYTES_MAX = 256 * 1024

const title = z
  .string()
  .trim()
  .min(1)
  .max(TITLE_LENGTH_MAX)
  .meta({ examples: ['Nobody can pay'] })
const text = z.string().max(TEXT_LENGTH_MAX).meta({ description: 'Markdown' })
const note = z.string().trim().max(REASON_LENGTH_MAX).default('').meta({ description: 'What you say about it; never leaves the team' })
const effect = z.enum(INCIDENT_EFFECTS).meta({ description: 'What goes wrong; security makes it private until it is released' })
const reach = z.enum(REACHES).meta({ description: 'Whom it meets, of the users of the application' })
const severity = z.enum(SEVERITIES)
const componentIds = z.array(idOf('component')).max(COMPONENTS_MAX)

export const incidentRow = z.object({
  ...recordFields('incident', INCIDENT_STATES),
  type: z.enum(INCIDENT_TYPES),
  isPrivate: z.boolean().meta({ description: 'About security and not released: only who has the clearance or was admitted sees it' }),
  severity,
  environmentId: idOf('environment').nullable(),
  harmStartedAt: instantField,
})

const clock = z.object({
  state: z.enum(['not_started', 'running', 'paused', 'met', 'stopped']),
  reason: z.string().meta({ description: 'Named, such as counting, overdue, met_in_time' }),
  dueAt: instantField.nullable(),
  endedAt: instantField.nullable(),
  isMissed: z.boolean(),
})

const consequences = z.object({
  pages: z.enum(['day_and_night', 'business_hours', 'never']),
  startsAtTier: z.string(),
  publicPostWithinMs: z.number().int().nullable(),
  freezesReleases: z.boolean(),
})

const evidence = z.object({
  id: idOf('alert'),
  title: z.string(),
  severity: z.string(),
  componentId: idOf('component').nullable(),
  speaks: z.boolean().meta({ description: 'Whether it spoke for itself when it came; else it is evidence of another' }),
  openedAt: instantField,
  recoveredAt: instantField.nullable(),
})

/** What only the team sees. */
const inside = z.object({
  severityReason: z.string(),
  effect: effect.nullable(),
  reach: reach.nullable(),
  cause: z.string(),
  fix: z.string(),
  declaredBy: personField.nullable().meta({ description: 'null: Pitcrew, or somebody who was erased' }),
  roles: z.array(z.object({ role: z.enum(INCIDENT_ROLES), person: personField })),
  consequences,
  response: clock,
  resolution: clock,
  postDueAt: instantField.nullable().meta({ description: 'By when the public hears of it next' }),
  firstPostMs: z.number().int().nullable().meta({ description: 'From the declaration until the public heard of it' }),
  recoveredAt: instantField.nullable().meta({ description: 'Since when none of its alerts fires' }),
  alerts: z.object({ items: z.array(evidence), count: z.number().int(), firing: z.number().int() }),
  tasks: z.array(
    z.object({
      id: idOf('task'),
      label: z.string(),
      title: z.string(),
      state: z.enum(['open', 'done']),
      assignee: personField.nullable(),
      dueAt: instantField.nullable(),
      role: z.enum(STEP_ROLES).nullable().meta({ description: 'Whose step of a playbook it is' }),
    }),
  ),
  earlier: z
    .array(
      z.object({
        id: idOf('incident'),
        label: z.string(),
        title: z.string(),
        cause: z.string(),
        fix: z.string(),
        openActions: z.array(z.object({ id: idOf('task'), label: z.string(), title: z.string() })),
      }),
    )
    .meta({ description: 'Earlier ones of the same components or rules, the latest first, with tasks of theirs that are not done' }),
  moves: z.array(
    z.object({ at: instantField, state: z.enum(INCIDENT_STATES), severity, reason: z.string(), note: z.string(), isOwn: z.boolean() }),
  ),
})

export const incident = incidentRow.extend({
  summary: z.string(),
  isShared: z.boolean().meta({ description: 'Whether contacts of the client see it' }),
  peopleAffected: z.number().int().nullable(),
  componentIds: z.array(idOf('component')),
  declaredAt: instantField,
  acknowledgedAt: instantField.nullable(),
  resolvedAt: instantField.nullable(),
  detectMs: z.number().int().nullable().meta({ description: 'From the start of the harm to the declaration' }),
  acknowledgeMs: z.number().int().nullable().meta({ description: 'From the declaration until somebody had it' }),
  restoreMs: z.number().int().nullable().meta({ description: 'From the start of the harm to its end' }),
  inside: inside.nullable().meta({ description: 'What only the team sees; null for contacts' }),
})
export type Incident = z.output<typeof incident>

export const incidentChange = z
  .object({
    state: z.enum(INCIDENT_STATES).optional(),
    priority: z.number().int().min(1).max(3).optional().meta({ description: '1 critical, 2 major, 3 minor' }),
    assigneeId: idOf('person').nullable().optional().meta({ description: 'Who leads' }),
    deleted: z.boolean().optional().meta({ description: 'true deletes, false brings back; stands alone', examples: [] }),
  })
  .refine((change) => change.deleted === undefined || Object.keys(change).length === 1, 'deleted stands alone')

export const incidentsContract = {
  ...reviewRoutes,
  ...securityRoutes,
  ...playbookRoutes,
  listIncidents: route({
    id: 'incidents.listIncidents',
    method: 'GET',
    path: BASE,
    summary: 'List incidents.',
    access: read,
    query: listQuery,
    response: pageOf(incidentRow),
  }),
  countIncidents: route({
    id: 'incidents.countIncidents',
    method: 'GET',
    path: `${BASE}/count`,
    summary: 'Count incidents.',
    access: read,
    query: countQuery,
    response: countAnswer,
  }),
  declareIncident: route({
    id: 'incidents.declareIncident',
    method: 'POST',
    path: BASE,
    summary: 'Declare an incident; its severity and what follows from it are those of the support plan.',
    access: write,
    body: z.object({
      title,
      applicationId: idOf('application'),
      effect,
      reach: reach.default('many'),
      environmentId: idOf('environment').nullable().default(null),
      componentIds: componentIds.default([]),
      summary: text.default(''),
      harmStartedAt: instantField.nullable().default(null).meta({ description: 'null: now' }),
    }),
    response: incident,
    status: 201,
    bodyBytesMax: BODY_BYTES_MAX,
  }),
  foreseeSeverity: route({
    id: 'incidents.foreseeSeverity',
    method: 'GET',
    path: '/api/pitcrew/v1/incident-severity',
    summary: 'Read which severity an incident would have by the support plan, and what would follow.',
    access: write,
    query: z.object({ applicationId: idOf('application'), effect, reach }),
    response: consequences.extend({ severity }),
  }),
  readIncident: route({
    id: 'incidents.readIncident',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read an incident.',
    access: read,
    params,
    response: incident,
    versioned: 'read',
  }),
  changeIncident: route({
    id: 'incidents.changeIncident',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change what is known of an incident; what is left out stays.',
    access: write,
    params,
    body: z
      .object({
        title,
        summary: text,
        cause: text,
        fix: text,
        environmentId: idOf('environment').nullable(),
        componentIds,
        harmStartedAt: instantField,
        peopleAffected: z.number().int().min(0).max(1_000_000_000).nullable(),
        isShared: z.boolean(),
      })
      .partial(),
    response: incident,
    versioned: 'write',
    bodyBytesMax: BODY_BYTES_MAX,
  }),
  moveIncident: route({
    id: 'incidents.moveIncident',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Move an incident on: acknowledge it, resolve it, close it, or reopen it by declaring it again.',
    access: write,
    params,
    body: z.object({ state: z.enum(INCIDENT_STATES), note, cause: text.optional(), fix: text.optional() }),
    response: incident,
    versioned: 'write',
    bodyBytesMax: BODY_BYTES_MAX,
  }),
  weighIncident: route({
    id: 'incidents.weighIncident',
    method: 'PUT',
    path: `${BASE}/:id/severity`,
    summary: 'Weigh an incident anew: by effect and reach, or against the table of the support plan; either way with a reason.',
    access: write,
    params,
    body: z.object({
      effect,
      reach,
      severity: severity.optional().meta({ description: 'Instead of what the plan says' }),
      reason: z.string().trim().min(1).max(REASON_LENGTH_MAX),
    }),
    response: incident,
    versioned: 'write',
  }),
  giveRole: route({
    id: 'incidents.giveRole',
    method: 'PUT',
    path: `${BASE}/:id/roles/:role`,
    summary: 'Say who leads an incident, speaks for it, writes along or looks for the cause; null for nobody.',
    access: write,
    params: params.extend({ role: z.enum(['lead', ...INCIDENT_ROLES]) }),
    body: z.object({ personId: idOf('person').nullable() }),
    response: incident,
  }),
  changeIncidents: route({
    id: 'incidents.changeIncidents',
    method: 'POST',
    path: `${BASE}/batch`,
    summary: 'Change many incidents, each in its own way; one that is refused keeps no other from being changed.',
    access: write,
    body: batchOf('incident', incidentChange),
    response: batchAnswer('incident', incidentChange),
    bodyBytesMax: 1024 * 1024,
    perMinute: 60,
  }),
} satisfies Contract
