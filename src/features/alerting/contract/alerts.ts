/** Alerts: listed, read, acknowledged. */
import { z } from 'zod'
import { idOf, instantField, pageOf, route, type Contract } from '#kit/contract.ts'
import { countAnswer, countQuery, listQuery } from '#core/records/contract/list.ts'
import { personField, recordFields } from '#core/records/contract/row.ts'
import { READ_ALERTS, WRITE_ALERTS } from '../domain/permissions.ts'
import { ALERT_STATES, EVALUATION_REASONS, PAGE_REASONS, PLACE_REASONS, SEVERITIES, WATCH_STATES } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/alerts'
const params = z.object({ id: idOf('alert') })

export const alertRow = z.object({
  ...recordFields('alert', ALERT_STATES),
  severity: z.enum(SEVERITIES),
  application: z.string().meta({ description: 'Its name' }),
  environmentId: idOf('environment'),
  environment: z.string().meta({ description: 'Its name' }),
  value: z.number().nullable().meta({ description: 'Of the sample that opened or ended it; null where nothing is measured' }),
  pages: z.boolean().meta({ description: 'Somebody on duty is woken for it' }),
  pageReason: z.enum(PAGE_REASONS).meta({ description: 'Why somebody is woken, or nobody' }),
  evidence: z.number().int().meta({ description: 'How many other alerts it speaks for' }),
  openedAt: instantField,
  recoveredAt: instantField.nullable(),
})

const other = z.object({ id: idOf('alert'), label: z.string(), title: z.string(), state: z.enum(ALERT_STATES) })

export const alert = alertRow.extend({
  rule: z.object({ key: z.string(), name: z.string(), followsPlan: z.boolean() }),
  componentId: idOf('component').nullable(),
  component: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  source: z.object({ kind: z.string() }).catchall(z.unknown()).meta({ description: 'What the rule looked at when it opened' }),
  comparison: z.enum(['above', 'below']),
  limit: z.number(),
  recoverAt: z.number().nullable(),
  forSeconds: z.number(),
  placeReason: z.enum(PLACE_REASONS).meta({ description: 'Why it speaks for itself, or another speaks for it' }),
  spokenForBy: other.nullable(),
  acknowledgedAt: instantField.nullable(),
  acknowledgedBy: personField.nullable(),
  folded: z.array(other.extend({ severity: z.enum(SEVERITIES), placeReason: z.enum(PLACE_REASONS), openedAt: instantField })),
  transitions: z.array(
    z.object({
      at: instantField.meta({ description: 'Of the sample' }),
      from: z.enum(WATCH_STATES),
      to: z.enum(WATCH_STATES),
      reason: z.enum(EVALUATION_REASONS),
      value: z.number().nullable(),
    }),
  ),
  runbookUrl: z.string().nullable().meta({ description: 'Where it is written what to do: of the rule, otherwise of the application' }),
  release: z
    .object({ name: z.string(), firstSeenAt: instantField })
    .nullable()
    .meta({ description: 'Of its environment the release that was first heard of last; null where nobody names releases' }),
  course: z
    .object({ from: instantField, stepSeconds: z.number(), values: z.array(z.number().nullable()) })
    .nullable()
    .meta({ description: 'How the series went around it; null where no single series is measured' }),
})

export const alertRoutes = {
  listAlerts: route({
    id: 'alerting.listAlerts',
    method: 'GET',
    path: BASE,
    summary: 'List the alerts that you may see.',
    access: { permission: READ_ALERTS },
    query: listQuery,
    response: pageOf(alertRow),
  }),
  countAlerts: route({
    id: 'alerting.countAlerts',
    method: 'GET',
    path: `${BASE}/count`,
    summary: 'Count the alerts that you may see.',
    access: { permission: READ_ALERTS },
    query: countQuery,
    response: countAnswer,
  }),
  readAlert: route({
    id: 'alerting.readAlert',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read an alert with how it came about and what it speaks for.',
    access: { permission: READ_ALERTS },
    params,
    response: alert,
  }),
  readComponentHealth: route({
    id: 'alerting.readComponentHealth',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/component-health',
    summary: 'Read which components of an application have alerts that have not recovered; those that are well are left out.',
    access: { permission: READ_ALERTS },
    params: z.object({ id: idOf('application') }),
    response: z.object({
      items: z.array(
        z.object({
          componentId: idOf('component'),
          severity: z.enum(SEVERITIES).meta({ description: 'The gravest of its alerts' }),
          alerts: z.number().int(),
        }),
      ),
    }),
  }),
  acknowledgeAlert: route({
    id: 'alerting.acknowledgeAlert',
    method: 'POST',
    path: `${BASE}/:id/acknowledgement`,
    summary: 'Say that you know of an alert and look at it.',
    access: { permission: WRITE_ALERTS },
    params,
    response: alert,
  }),
} satisfies Contract
