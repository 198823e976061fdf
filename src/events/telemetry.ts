/** What happens to write-only keys; measurements are no events. Nothing here is personal, and no secret stands in an event. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ ingestKeyId: z.uuid(), name: z.string() })

export const ingestKeyCreated = defineEvent('ingest_key.created', {
  sentence: 'made the write-only key {name}',
  particulars: named,
})
export const ingestKeyRevoked = defineEvent('ingest_key.revoked', {
  sentence: 'revoked the write-only key {name}',
  particulars: named,
})

/** Those after which a key must be looked up anew; also every event of telemetry. */
export const telemetryEvents = [ingestKeyCreated, ingestKeyRevoked]
