/** What there is to draw, and what an expression was over time. */
import { z } from 'zod'
import { idOf, instantField, instantFieldAs, route, type Contract } from '#kit/contract.ts'
import { DAY_MS } from '#kit/time.ts'
import { EXPRESSION_LENGTH_MAX, EXPRESSIONS_MAX, POINTS_MAX, POINTS_UNLESS_SAID, RANGE_DAYS_MAX } from '../domain/limits.ts'
import { READ_SERIES } from '../domain/permissions.ts'
import { UNITS } from '../domain/units.ts'

const BASE = '/api/pitcrew/v1/applications/:id'
/** A dashboard of forty panels that ten people look at, read anew every few seconds. */
const read = { access: { permission: READ_SERIES }, perMinute: 6_000 } as const
const params = z.object({ id: idOf('application') })
const environmentId = idOf('environment')
const range = {
  from: instantField,
  to: instantFieldAs('2026-11-22T10:00:00.000Z').meta({ description: 'Later than from, by at most 400 days' }),
}
const isRange = ({ from, to }: { readonly from: number; readonly to: number }) => from < to && to - from <= RANGE_DAYS_MAX * DAY_MS
const RANGE = { error: 'must be later than from, by at most 400 days', path: ['to'] }
const place = z.number().int().min(0)

export const exploringRoutes = {
  listMetrics: route({
    id: 'dashboards.listMetrics',
    method: 'GET',
    path: `${BASE}/metrics`,
    summary: 'List the metrics that arrived of an environment within a day, with the type and the unit that their names suggest.',
    ...read,
    params,
    query: z.object({ environmentId }),
    response: z.object({
      items: z.array(z.object({ name: z.string(), type: z.enum(['counter', 'histogram', 'unknown']), unit: z.enum(UNITS) })),
      isCut: z.boolean().meta({ description: 'There are more than are listed' }),
    }),
  }),
  listLabels: route({
    id: 'dashboards.listLabels',
    method: 'GET',
    path: `${BASE}/metric-labels`,
    summary: 'List the labels that the series of a metric have in an environment.',
    ...read,
    params,
    query: z.object({ environmentId, metric: z.string().min(1).max(EXPRESSION_LENGTH_MAX) }),
    response: z.object({ items: z.array(z.string()) }),
  }),
  listLabelValues: route({
    id: 'dashboards.listLabelValues',
    method: 'GET',
    path: `${BASE}/metric-label-values`,
    summary: 'List the values that a label of a metric has in an environment.',
    ...read,
    params,
    query: z.object({
      environmentId,
      metric: z.string().min(1).max(EXPRESSION_LENGTH_MAX),
      label: z.string().min(1).max(EXPRESSION_LENGTH_MAX),
    }),
    response: z.object({ items: z.array(z.string()), isCut: z.boolean().meta({ description: 'There are more than are listed' }) }),
  }),
  evaluate: route({
    id: 'dashboards.evaluate',
    method: 'POST',
    path: `${BASE}/evaluations`,
    summary: 'Evaluate expressions of PromQL over a range, for a chart; what is wrong with one is said in its place.',
    ...read,
    params,
    body: z
      .object({
        environmentId,
        expressions: z
          .array(z.string().trim().min(1).max(EXPRESSION_LENGTH_MAX))
          .min(1)
          .max(EXPRESSIONS_MAX)
          .meta({ description: '$__rate_interval stands for the step, and for five minutes at least' }),
        ...range,
        points: z.number().int().min(1).max(POINTS_MAX).default(POINTS_UNLESS_SAID).meta({ description: 'Most steps in the answer' }),
      })
      .refine(isRange, RANGE),
    response: z.object({
      from: instantField.meta({ description: 'Of the first step' }),
      stepSeconds: z.number().int(),
      items: z
        .array(
          z.object({
            faults: z
              .array(z.object({ message: z.string(), from: place, to: place }))
              .meta({ description: 'What is wrong, and which characters of the expression; empty when it was evaluated' }),
            series: z.array(
              z.object({
                labels: z.record(z.string(), z.string()),
                values: z.array(z.number().nullable()).meta({ description: 'One for each step; null where there is none' }),
              }),
            ),
            isCut: z.boolean().meta({ description: 'There are more series than a chart shows' }),
          }),
        )
        .meta({ description: 'One for each expression, in their order' }),
    }),
  }),
} satisfies Contract
