/** Silences: for a time, alerts that fit wake nobody. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { personField } from '#core/records/contract/row.ts'
import { SILENCES_MAX } from '../domain/limits.ts'
import { READ_ALERTS, WRITE_ALERTS } from '../domain/permissions.ts'
import { MATCHED, MATCHERS_MAX, OPERATORS } from '../domain/silence.ts'

const BASE = '/api/pitcrew/v1/silences'

export const matcher = z.object({
  field: z.enum(MATCHED),
  name: z.string().max(200).default('').meta({ description: 'Name of the label; empty for other fields' }),
  operator: z.enum(OPERATORS).default('is'),
  value: z.string().max(500).meta({ description: 'An id for applications, environments and components; for rules their key' }),
})

const silence = z.object({
  id: idOf('silence'),
  applicationId: idOf('application').nullable().meta({ description: 'null: alerts of every application' }),
  application: z.string().nullable().meta({ description: 'Its name' }),
  matchers: z.array(matcher),
  comment: z.string(),
  author: personField.nullable(),
  startsAt: instantField,
  endsAt: instantField,
  state: z.enum(['planned', 'holding', 'over']),
})

export const silenceRoutes = {
  listSilences: route({
    id: 'alerting.listSilences',
    method: 'GET',
    path: BASE,
    summary: 'List the silences that hold, are planned, or were over within the last week.',
    access: { permission: READ_ALERTS },
    response: z.object({ items: z.array(silence).max(SILENCES_MAX) }),
  }),
  createSilence: route({
    id: 'alerting.createSilence',
    method: 'POST',
    path: BASE,
    summary: 'Let alerts that fit wake nobody for a time.',
    access: { permission: WRITE_ALERTS },
    body: z.object({
      applicationId: idOf('application').nullable().default(null),
      matchers: z.array(matcher).min(1).max(MATCHERS_MAX),
      comment: z.string().trim().min(1).max(1_000),
      startsAt: instantField.nullable().default(null).meta({ description: 'null: now' }),
      endsAt: instantField,
    }),
    response: silence,
    status: 201,
  }),
  endSilence: route({
    id: 'alerting.endSilence',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'End a silence now; what still fires is raised.',
    access: { permission: WRITE_ALERTS },
    params: z.object({ id: idOf('silence') }),
  }),
} satisfies Contract
