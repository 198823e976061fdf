/** What happens to saved views. Their names are free text and stay in their table. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const shared = z.object({ kind: z.string(), shared: z.enum(['personal', 'role', 'everyone']), role: z.string().nullable() })

export const viewCreated = defineEvent('saved_view.created', { sentence: 'saved a view of the list', particulars: shared })
export const viewChanged = defineEvent('saved_view.changed', {
  sentence: 'changed {fields} of a saved view',
  particulars: shared.extend({ fields: z.array(z.string()) }),
})
export const viewGiven = defineEvent('saved_view.given', {
  sentence: 'gave a saved view to somebody else',
  particulars: shared.extend({ ownerId: z.uuid(), beforeId: z.uuid() }),
})
export const viewDeleted = defineEvent('saved_view.deleted', { sentence: 'deleted a saved view', particulars: shared })
export const viewRestored = defineEvent('saved_view.restored', { sentence: 'brought a saved view back', particulars: shared })

/** In the order of this file. */
export const viewEvents = [viewCreated, viewChanged, viewGiven, viewDeleted, viewRestored] as const
