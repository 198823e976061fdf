/** What happens to mapping rules; what they assign is measured, and no event. Values of labels stand in no event. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const mappingChanged = defineEvent('mapping.changed', {
  sentence: 'changed the mapping rules; there are {rules} now',
  particulars: z.object({ rules: z.number().int() }),
})

/** Those after which rules must be read anew; also every event of mapping. */
export const mappingEvents = [mappingChanged]
