/**
 * Figures of an application: what is measured now, and how it went over time.
 *
 * A *metric* is a name with a unit; a *series* is one metric with one set of labels in one environment. Ratios are 0 … 1 and
 * never per cent; the screen multiplies.
 */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { defineCodes } from '#kit/fault.ts'
import { UNITS } from '../domain/metrics.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import { overviewRoutes } from './overview.ts'

/** Most points a chart can ask for: about one for each pixel column of a wide screen's half. */
export const POINTS_MAX = 1_000
const POINTS_DEFAULT = 240

const labels = z.record(z.string(), z.string()).meta({ description: 'What tells this series from the others of its metric' })

const threshold = z
  .object({
    above: z.number().meta({ description: 'In the unit of the metric; reached when the value is greater' }),
    forSeconds: z.number().int().meta({ description: 'How long without a break before it counts; 0 at once' }),
  })
  .nullable()
  .meta({ description: 'From the standard support plan; null when the plan names none' })

const described = {
  metric: z.string().meta({ description: 'Name by the OpenTelemetry semantic conventions, such as system.cpu.utilization' }),
  title: z.string(),
  unit: z.enum(UNITS).meta({ description: 'UCUM: 1 is a ratio from 0 to 1, By bytes, s seconds' }),
  threshold,
}

const figure = z.object({
  ...described,
  series: z.array(z.object({ environmentId: idOf('environment'), labels, last: z.object({ at: instantField, value: z.number() }) })),
})

const complete = z.boolean().meta({ description: 'False when there are more series than an answer holds' })

const bucket = (what: string) =>
  z.array(z.number().nullable()).meta({ description: `${what} of each step; null where nothing was measured` })

const course = z.object({
  ...described,
  from: instantField.meta({ description: 'Start of the first step' }),
  stepSeconds: z.number().int().meta({ description: 'Length of a step; the n-th value of each list belongs to from + n × stepSeconds' }),
  complete,
  series: z.array(
    z.object({
      environmentId: idOf('environment'),
      labels,
      min: bucket('Smallest value'),
      avg: bucket('Mean'),
      max: bucket('Largest value'),
      last: bucket('Latest value'),
    }),
  ),
})

const params = z.object({ id: idOf('application') })
const environmentId = idOf('environment').optional().meta({ description: 'Only this environment; all that you may see unless said' })

export const monitoringContract = {
  listFigures: route({
    id: 'monitoring.listFigures',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/figures',
    summary: 'List what is measured of an application now, with the last value of each series.',
    access: { permission: READ_FIGURES },
    params,
    query: z.object({ environmentId }),
    response: z.object({ items: z.array(figure), complete }),
  }),
  readFigure: route({
    id: 'monitoring.readFigure',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/figures/:metric',
    summary: 'Read how a metric went over time, in equal steps.',
    access: { permission: READ_FIGURES },
    params: params.extend({ metric: z.string().max(200) }),
    query: z.object({
      environmentId,
      from: instantField.optional().meta({ description: 'One hour before `to` unless said' }),
      to: instantField.optional().meta({ description: 'Exclusive; now unless said' }),
      points: z.coerce
        .number()
        .int()
        .min(1)
        .max(POINTS_MAX)
        .default(POINTS_DEFAULT)
        .meta({ description: `Most steps in the answer, at most ${POINTS_MAX}; the step is chosen so that they suffice` }),
    }),
    response: course,
  }),
  ...overviewRoutes,
} satisfies Contract

/** Topic of live messages with freshly measured points; see `figuresMessage`. */
export const FIGURES_TOPIC = 'monitoring.figures'

/** What a live message of FIGURES_TOPIC carries: one collection of one environment. */
export const figuresMessage = z.object({
  applicationId: idOf('application'),
  environmentId: idOf('environment'),
  at: instantField,
  points: z.array(z.object({ metric: z.string(), labels, value: z.number() })),
})

export type FigureList = z.output<(typeof monitoringContract)['listFigures']['response']>
export type Course = z.output<typeof course>

export const monitoringCodes = defineCodes('monitoring', {
  unknown_metric: {
    status: 404,
    retryable: false,
    title: 'There is no such metric.',
    help: 'GET /api/pitcrew/v1/applications/{id}/figures lists the metrics by name.',
  },
  range_empty: {
    status: 400,
    retryable: false,
    title: 'The range is empty: `from` must lie before `to`.',
    help: 'Send RFC 3339 times with `from` before `to`.',
  },
})
