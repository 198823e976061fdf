/** What is done about people's data. The log never says who they were: erasures and consents have ids of their own. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const personExported = defineEvent('privacy.person_exported', {
  sentence: 'exported what is held about a person, {items} items',
  particulars: z.object({ items: z.number().int() }),
})
export const erasureBegun = defineEvent('erasure.begun', {
  sentence: 'erased a person: {rows} rows',
  particulars: z.object({ rows: z.number().int(), replayed: z.boolean() }),
})
export const erasureFinished = defineEvent('erasure.finished', {
  sentence: 'finished erasing a person; {remains} texts of others still name them',
  particulars: z.object({ remains: z.number().int() }),
})
export const retentionChanged = defineEvent('retention.changed', {
  sentence: 'set how long {kind} is kept to {days} days',
  particulars: z.object({ kind: z.string(), days: z.number().int().nullable() }),
})
export const retentionApplied = defineEvent('retention.applied', {
  sentence: 'removed {count} rows of {kind} that were kept long enough',
  particulars: z.object({ kind: z.string(), count: z.number().int() }),
})
export const consentRecorded = defineEvent('consent.recorded', {
  sentence: 'recorded a consent',
  particulars: z.object({ how: z.string() }),
})
export const consentWithdrawn = defineEvent('consent.withdrawn', {
  sentence: 'recorded that a consent was withdrawn',
  particulars: z.object({ how: z.string() }),
})

/** For `module.ts`: every kind of event that this part publishes. */
export const privacyEvents = [
  personExported,
  erasureBegun,
  erasureFinished,
  retentionChanged,
  retentionApplied,
  consentRecorded,
  consentWithdrawn,
] as const
