/** What happens to the room that telemetry takes. Nothing here is personal. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const storageLimitChanged = defineEvent('storage.limit_changed', {
  sentence: 'changed how much room telemetry may take',
  particulars: z.object({ bytesMax: z.number().int().nullable() }),
})
export const storageDayDropped = defineEvent('storage.day_dropped', {
  sentence: 'dropped what {table} held of {day} before its time, because there was no room',
  particulars: z.object({
    table: z.string(),
    day: z.iso.date(),
    bytes: z.number().int(),
    reason: z.enum(['limit', 'disk']),
  }),
})

/** For `module.ts`: every kind of event that this part publishes. */
export const storageEvents = [storageLimitChanged, storageDayDropped] as const
