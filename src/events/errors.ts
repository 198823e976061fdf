/**
 * What happens to groups of errors. What an error says is free text and stays in its table: events name a group by its label. Releases
 * are names that people give to what they ship.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const labelled = z.object({ label: z.string() })

/** Errors of a kind that was never seen before in this environment. */
export const errorGroupSeenFirst = defineEvent('error_group.seen_first', {
  sentence: 'saw {label} for the first time',
  particulars: labelled.extend({ environmentId: z.uuid(), level: z.string(), release: z.string() }),
})
/** It was resolved or ignored and is open again; the reason says why. */
export const errorGroupCameBack = defineEvent('error_group.came_back', {
  sentence: 'saw {label} come back',
  particulars: labelled.extend({ environmentId: z.uuid(), reason: z.string(), release: z.string() }),
})
/** Of an environment. */
export const errorOriginsChanged = defineEvent('error_origins.changed', {
  sentence: 'said from which pages errors are taken',
  particulars: z.object({ origins: z.array(z.string()) }),
})

/** In the order of this file. */
export const errorsEvents = [errorGroupSeenFirst, errorGroupCameBack, errorOriginsChanged]
