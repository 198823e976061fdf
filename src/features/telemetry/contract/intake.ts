/** What arrives, from where, and what was refused. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { REFUSALS } from '../domain/limits.ts'
import { PROTOCOLS, REJECTIONS } from '../domain/tally.ts'
import { READ_INTAKE } from './keys.ts'

/** Topic of live messages that say for which environment something arrived. */
export const INTAKE_TOPIC = 'telemetry.intake'
export const intakeMessage = z.object({ environmentId: idOf('environment') })

const source = {
  environmentId: idOf('environment'),
  ingestKeyId: idOf('ingest_key').nullable().meta({ description: 'null: what Pitcrew measures or fetches itself' }),
  protocol: z.enum(PROTOCOLS),
  items: z.number().meta({ description: 'Samples, lines or spans, as the protocol says, of the last 24 hours' }),
  lastAt: instantField.meta({ description: 'Exact to the minute' }),
}

export const intakeAnswer = z.object({
  environments: z.array(
    z.object({
      environmentId: idOf('environment'),
      name: z.string(),
      series: z.number().meta({ description: 'Announced within the last two hours' }),
      seriesMax: z.number(),
      samples: z.number().meta({ description: 'All that are kept' }),
      bytes: z.number().meta({ description: 'What they take on the disk of ClickHouse, about' }),
    }),
  ),
  arrived: z.array(
    z.object({
      ...source,
      itemsPerSecond: z.number().meta({ description: 'Mean of the last four to five minutes' }),
      bytes: z.number().meta({ description: 'Of requests as they came, in the last 24 hours' }),
    }),
  ),
  refused: z.array(z.object({ ...source, reason: z.enum([...REFUSALS, ...REJECTIONS]) })),
})

export const intakeRoutes = {
  readIntake: route({
    id: 'telemetry.readIntake',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/intake',
    summary: 'Read what arrives of an application, from where, and what was refused and why.',
    access: { permission: READ_INTAKE },
    params: z.object({ id: idOf('application') }),
    response: intakeAnswer,
  }),
} satisfies Contract
