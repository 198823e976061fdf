/** Lines in, by HTTP. */
import { z } from 'zod'
import { route, type Contract } from '#kit/contract.ts'
import { LINE_REFUSALS } from '../domain/limits.ts'

const MIB = 1024 * 1024
/** As it comes, packed or not. */
const BODY_BYTES_MAX = 8 * MIB
/** Some 100,000 lines of JSON: more than a request may hold. */
export const UNPACKED_BYTES_MAX = 32 * MIB
/** A hundred senders from one address, each with some requests a second; what they may send together the quota says. */
const PER_MINUTE = 60_000

export const lineRoutes = {
  takeLines: route({
    id: 'logs.takeLines',
    method: 'POST',
    path: '/logs/v1/lines',
    summary: 'Take log lines as JSON lines or as plain text; acknowledged when they are on the disk.',
    access: 'environment_key',
    takes: ['application/x-ndjson', 'application/jsonl', 'application/json', 'text/plain'],
    bodyBytesMax: BODY_BYTES_MAX,
    perMinute: PER_MINUTE,
    query: z.object({
      service: z.string().max(256).optional().meta({ description: 'What wrote lines that do not say it themselves' }),
      host: z.string().max(256).optional().meta({ description: 'Where it runs; becomes the attribute host.name' }),
    }),
    response: z.object({
      kept: z.number(),
      refused: z.number().meta({ description: 'Lines that were not kept; sending them again does not help' }),
      refusedLines: z
        .array(
          z.object({ line: z.number().meta({ description: 'Number of the line in the request, from 1' }), reason: z.enum(LINE_REFUSALS) }),
        )
        .meta({ description: 'The first 100 of them' }),
    }),
  }),
} satisfies Contract
