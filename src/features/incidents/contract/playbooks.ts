/** Routes of playbooks: writing them, and applying them to incidents. */
import { z } from 'zod'
import { SEVERITIES } from '#core/plan/domain/words.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import {
  DETAIL_LENGTH_MAX,
  DUE_MINUTES_MAX,
  FIT_REASONS,
  LINK_LENGTH_MAX,
  NAME_LENGTH_MAX,
  STEP_ROLES,
  STEPS_MAX,
} from '../domain/playbooks.ts'
import { INCIDENT_TYPES } from '../domain/security.ts'
import { COMPONENTS_MAX, TITLE_LENGTH_MAX } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/incident-playbooks'
const work = { permission: 'incidents.incidents.write' }
const write = { permission: 'incidents.playbooks.write' }
const params = z.object({ id: idOf('incident_playbook') })
/** Thirty steps with long details, in JSON. */
const BODY_BYTES_MAX = 256 * 1024

const name = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .meta({ examples: ['The database is down'] })
const fits = z
  .object({
    types: z.array(z.enum(INCIDENT_TYPES)).max(INCIDENT_TYPES.length),
    severities: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length),
    componentIds: z.array(idOf('component')).max(COMPONENTS_MAX).meta({ description: 'Only of playbooks of one application' }),
  })
  .meta({ description: 'For which incidents it is suggested; what is empty says nothing' })
const detail = z.string().trim().max(DETAIL_LENGTH_MAX).meta({ description: 'Markdown' })
const link = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://wiki.example.com/restore' })
  .max(LINK_LENGTH_MAX)
  // What would end the address in the text of the task.
  .refine((address) => !/[<>\s]/.test(address), 'must be an address without spaces and angle brackets')
  .nullable()
  .meta({ description: 'Runbook or screen' })
const role = z.enum(STEP_ROLES).nullable().meta({ description: 'Whose it is in the incident; null: anybody’s' })
const dueMinutes = z.int().min(1).max(DUE_MINUTES_MAX).nullable().meta({ description: 'From when the playbook is applied' })
const step = z.object({
  title: z.string().trim().min(1, 'must say what is to be done').max(TITLE_LENGTH_MAX),
  detail,
  link,
  role,
  dueMinutes,
})
const steps = z
  .array(
    step.extend({
      detail: detail.default(''),
      link: link.default(null),
      role: role.default(null),
      dueMinutes: dueMinutes.default(null),
    }),
  )
  .min(1)
  .max(STEPS_MAX)
  .meta({ description: 'In the order in which they are done' })

const playbook = z.object({
  id: idOf('incident_playbook'),
  applicationId: idOf('application').nullable().meta({ description: 'null: of all applications' }),
  name: z.string(),
  fits,
  steps: z.array(step),
  updatedAt: instantField,
  version: z.number().int(),
})
const listed = playbook.extend({ canChange: z.boolean().meta({ description: 'Whether you may change and remove it' }) })

export const playbookRoutes = {
  listPlaybooks: route({
    id: 'incidents.listPlaybooks',
    method: 'GET',
    path: BASE,
    summary: 'List the playbooks that incidents of an application may have, by name.',
    access: work,
    query: z.object({ applicationId: idOf('application') }),
    response: z.object({ items: z.array(listed) }),
  }),
  createPlaybook: route({
    id: 'incidents.createPlaybook',
    method: 'POST',
    path: BASE,
    summary: 'Write a playbook for incidents of one application, or of all.',
    access: write,
    body: z.object({
      applicationId: idOf('application').nullable(),
      name,
      fits: fits.default({ types: [], severities: [], componentIds: [] }),
      steps,
    }),
    response: listed,
    status: 201,
    bodyBytesMax: BODY_BYTES_MAX,
  }),
  changePlaybook: route({
    id: 'incidents.changePlaybook',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a playbook; what is left out stays, steps are changed all together. Tasks that came from it stay as they are.',
    access: write,
    params,
    body: z.object({ name, fits, steps }).partial(),
    response: listed,
    versioned: 'write',
    bodyBytesMax: BODY_BYTES_MAX,
  }),
  removePlaybook: route({
    id: 'incidents.removePlaybook',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Remove a playbook; tasks that came from it stay.',
    access: write,
    params,
  }),
  suggestPlaybooks: route({
    id: 'incidents.suggestPlaybooks',
    method: 'GET',
    path: '/api/pitcrew/v1/incidents/:id/playbooks',
    summary: 'List the playbooks that an incident may have, those that fit it best first, and which it has.',
    access: work,
    params: z.object({ id: idOf('incident') }),
    response: z.object({
      items: z.array(
        playbook.extend({
          reason: z.enum(FIT_REASONS).meta({ description: 'Why it is suggested, or, beginning with other, why not' }),
          isSuggested: z.boolean(),
          appliedAt: instantField.nullable(),
        }),
      ),
    }),
  }),
  applyPlaybook: route({
    id: 'incidents.applyPlaybook',
    method: 'PUT',
    path: '/api/pitcrew/v1/incidents/:id/playbooks/:playbookId/applied',
    summary: 'Apply a playbook to an incident: its steps become tasks of it, for whoever has the role of each.',
    access: work,
    params: z.object({ id: idOf('incident'), playbookId: idOf('incident_playbook') }),
    response: z.object({ tasks: z.array(idOf('task')).meta({ description: 'In the order of the steps' }) }),
  }),
} satisfies Contract
