/** The first screen: what needs a person, ranked. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'
import { BANDS } from '../domain/now.ts'

export const nowItem = z.object({
  band: z.enum(BANDS).meta({ description: 'burning, breaching (about to breach), waiting (somebody waits), due (today)' }),
  key: z.string().meta({ description: 'What it is and why; stable', examples: ['operation.dead_jobs'] }),
  values: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'What title and reason name' }),
  title: z.string(),
  reason: z.string().meta({ description: 'Why it is here' }),
  href: z.string().meta({ description: 'Path in the console where it is dealt with' }),
  since: instantField,
})

export const nowRoutes = {
  readNow: route({
    id: 'operation.readNow',
    method: 'GET',
    path: '/api/pitcrew/v1/now',
    summary: 'Read what needs you now, most urgent first.',
    access: 'signed_in',
    response: z.object({
      at: instantField,
      items: z.array(nowItem),
      leftOut: z.number().int().meta({ description: 'Items beyond the end of the list' }),
      quietSince: instantField.nullable().meta({ description: 'Since when nothing needs you; null while something does' }),
      silent: z.array(z.string()).meta({ description: 'Parts that could not be asked in time, so that their items may be missing' }),
    }),
  }),
} satisfies Contract
