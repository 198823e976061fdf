/** What happens to saved searches of log lines. Their names and words are free text and stay in their table. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const whose = z.object({ applicationId: z.uuid(), isShared: z.boolean() })

export const logSearchCreated = defineEvent('log_search.created', { sentence: 'saved a search of log lines', particulars: whose })
export const logSearchChanged = defineEvent('log_search.changed', {
  sentence: 'changed {fields} of a saved search of log lines',
  particulars: whose.extend({ fields: z.array(z.enum(['name', 'search', 'shared'])) }),
})
export const logSearchDeleted = defineEvent('log_search.deleted', { sentence: 'deleted a saved search of log lines', particulars: whose })
export const logSearchRestored = defineEvent('log_search.restored', {
  sentence: 'brought a saved search of log lines back',
  particulars: whose,
})

/** In the order of this file. */
export const logEvents = [logSearchCreated, logSearchChanged, logSearchDeleted, logSearchRestored] as const
