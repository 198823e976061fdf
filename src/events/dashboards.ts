/** What happens to dashboards. Titles and what panels say are free text and stay in their table. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const whose = z.object({ applicationId: z.uuid().nullable() })

export const dashboardCreated = defineEvent('dashboard.created', { sentence: 'made a dashboard', particulars: whose })
export const dashboardChanged = defineEvent('dashboard.changed', {
  sentence: 'changed {fields} of a dashboard',
  particulars: whose.extend({ fields: z.array(z.enum(['title', 'panels', 'managedBy'])) }),
})
export const dashboardDeleted = defineEvent('dashboard.deleted', { sentence: 'deleted a dashboard', particulars: whose })
export const dashboardRestored = defineEvent('dashboard.restored', { sentence: 'brought a dashboard back', particulars: whose })

/** In the order of this file. */
export const dashboardEvents = [dashboardCreated, dashboardChanged, dashboardDeleted, dashboardRestored] as const
