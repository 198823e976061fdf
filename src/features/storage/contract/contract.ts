/** How much telemetry is kept, how much room it may take, and what had to go. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'

/** Lets its holder see how much is kept. */
export const READ_STORAGE = 'storage.room.read'
/** Lets its holder choose how much room telemetry may take. */
export const WRITE_STORAGE = 'storage.room.write'

/** Less would not hold two days of anything. */
export const BYTES_MIN = 2 ** 30

const day = z.iso.date().meta({ description: 'UTC' })
const bytesMax = z
  .number()
  .int()
  .min(BYTES_MIN)
  .nullable()
  .meta({ description: 'null: as much as the disk allows', examples: [53_687_091_200] })
const reason = z.enum(['limit', 'disk']).meta({ description: 'limit: somebody chose less than the disk allows' })

export const storageState = z.object({
  bytes: z.number().meta({ description: 'What telemetry takes' }),
  freeBytes: z.number().meta({ description: 'Of the disks under ClickHouse' }),
  allowedBytes: z.number().meta({ description: 'Beyond it the days that would go soonest are dropped' }),
  allowedBy: reason,
  bytesMax,
  tables: z.array(
    z.object({
      table: z.string(),
      rows: z.number(),
      bytes: z.number(),
      kept: z
        .array(z.object({ keepDays: z.number().int(), from: day, bytes: z.number() }))
        .meta({ description: 'By the days for which it is kept; empty: for as long as it is used' }),
    }),
  ),
  dropped: z
    .array(
      z.object({
        table: z.string(),
        day,
        untilDay: day.meta({ description: 'The day after the last, UTC' }),
        bytes: z.number(),
        reason,
        droppedAt: instantField,
      }),
    )
    .meta({ description: 'Before its time, the latest first; at most 50' }),
  version: z.number().int(),
})

const BASE = '/api/pitcrew/v1/storage'

export const storageContract = {
  readStorage: route({
    id: 'storage.readStorage',
    method: 'GET',
    path: BASE,
    summary: 'Read how much telemetry is kept, how much room it may take, and what had to go before its time.',
    access: { permission: READ_STORAGE },
    response: storageState,
    versioned: 'read',
  }),
  changeLimit: route({
    id: 'storage.changeLimit',
    method: 'PATCH',
    path: BASE,
    summary: 'Choose how much room telemetry may take.',
    access: { permission: WRITE_STORAGE },
    fresh: true,
    body: z.object({ bytesMax }),
    response: storageState,
    versioned: 'write',
  }),
} satisfies Contract
