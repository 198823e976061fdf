/** An environment at a glance. */
import { z } from 'zod'
import { limitField, standingField } from '#core/plan/contract/fields.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { BASELINE_REFUSALS } from '../domain/baseline.ts'
import { BASES, SIGNALS, SIGNAL_UNITS } from '../domain/signals.ts'
import { READ_FIGURES } from '../domain/permissions.ts'

const value = z.number().nullable()

const band = z.object({ lower: z.number(), expected: z.number(), upper: z.number() })

const baseline = z
  .object({
    refusedAs: z.enum(BASELINE_REFUSALS).nullable().meta({ description: 'Why nothing is usual; null where something is' }),
    weeks: z.number().int().meta({ description: 'That were learned from; weeks unlike the others are left out' }),
    now: band
      .nullable()
      .meta({ description: 'Usual in this hour of the week; null on holidays, and where fewer than three weeks are known' }),
    lower: z.array(value).meta({ description: 'Lower edge of the band, at each step of the course' }),
    upper: z.array(value).meta({ description: 'Upper edge of the band, at each step of the course' }),
    deviatesSince: instantField.nullable().meta({ description: 'Whole hours lie beyond the band since then; null: they do not' }),
  })
  .nullable()
  .meta({ description: 'What is usual by the hour of the week; null for what has no such rhythm, and before anything was learned' })

const figure = z.object({
  signal: z.enum(SIGNALS),
  unit: z.enum(SIGNAL_UNITS),
  basis: z.enum(BASES).meta({ description: 'Why it is taken from where it is' }),
  metric: z.string().nullable().meta({ description: 'The metric that says it; null for spans and for nothing' }),
  value: value.meta({ description: 'Of the last quarter of an hour: times at the 95th percentile, of levels the latest and greatest' }),
  volume: value.meta({ description: 'What the plan counts before it believes the value: requests of a time, failures of a rate' }),
  part: z.string().nullable().meta({ description: 'Whose value it is, where several were measured' }),
  standing: standingField,
  limit: limitField,
  course: z.array(value).meta({ description: 'Of each step from `from` on; null where nothing says it' }),
  yesterday: value.meta({ description: 'At the same time a day ago' }),
  beforeRelease: value.meta({ description: 'Just before the last release was first heard of' }),
  baseline,
})

export const overviewRoutes = {
  readOverview: route({
    id: 'monitoring.readOverview',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/overview',
    summary: 'Read how an environment is at a glance: times, traffic, failures and what is used up, each against the support plan.',
    access: { permission: READ_FIGURES },
    params: z.object({ id: idOf('application') }),
    query: z.object({ environmentId: idOf('environment') }),
    response: z.object({
      from: instantField.meta({ description: 'Start of the first step' }),
      stepSeconds: z.number().int(),
      release: z
        .object({ release: z.string(), at: instantField })
        .nullable()
        .meta({ description: 'The last of a month, and when it was first heard of' }),
      items: z.array(figure),
    }),
  }),
} satisfies Contract
