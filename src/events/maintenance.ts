/** What happens to maintenance windows and freezes. Titles are meant for readers outside; notes stay in their table. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const planned = z.object({ title: z.string(), applicationId: z.uuid(), startsAt: z.string(), endsAt: z.string(), isPublic: z.boolean() })

/** `startsAt` and `endsAt` are of its next occurrence, or of the last where none follows; of `started` and what comes after, of that one. */
export const windowPlanned = defineEvent('window.planned', { sentence: 'planned the window {title}', particulars: planned })
export const windowChanged = defineEvent('window.changed', {
  sentence: 'changed {fields} of the window {title}',
  particulars: planned.extend({ fields: z.array(z.string()) }),
})
export const windowCancelled = defineEvent('window.cancelled', { sentence: 'cancelled the window {title}', particulars: planned })
/** One of its occurrences was left out, taken back in, moved, extended or ended early. */
export const windowOccurrenceChanged = defineEvent('window.occurrence_changed', {
  sentence: 'changed one time of the window {title}: {what}',
  particulars: planned.extend({
    occurrenceId: z.uuid(),
    what: z.enum(['skipped', 'unskipped', 'moved', 'extended', 'ended_early']),
    beforeStartsAt: z.string(),
    beforeEndsAt: z.string(),
  }),
})
/** A day before it starts, for those affected. */
export const windowNears = defineEvent('window.nears', {
  sentence: 'saw the window {title} come near',
  particulars: planned.extend({ occurrenceId: z.uuid() }),
})
export const windowStarted = defineEvent('window.started', { sentence: 'started the window {title}', particulars: planned })
/** Whether it stayed inside as far as that is known at its end; `window.judged` follows when what it left behind has shown itself. */
export const windowEnded = defineEvent('window.ended', {
  sentence: 'ended the window {title}',
  particulars: planned.extend({ stayedInside: z.boolean().nullable(), reason: z.string() }),
})
export const windowJudged = defineEvent('window.judged', {
  sentence: 'judged the window {title}: {reason}',
  particulars: planned.extend({ occurrenceId: z.uuid(), stayedInside: z.boolean().nullable(), reason: z.string() }),
})

/** In the order of this file. */
export const maintenanceEvents = [
  windowPlanned,
  windowChanged,
  windowCancelled,
  windowOccurrenceChanged,
  windowNears,
  windowStarted,
  windowEnded,
  windowJudged,
] as const
