/** What happens to scrape targets; scrapes are no events. No secret stands in an event, and of an address only what leads to a place. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ scrapeTargetId: z.uuid(), name: z.string() })
/** Scheme, host and port. */
const placed = named.extend({ origin: z.string() })

export const scrapeTargetCreated = defineEvent('scrape_target.created', { sentence: 'added the scrape target {name}', particulars: placed })
export const scrapeTargetChanged = defineEvent('scrape_target.changed', {
  sentence: 'changed {fields} of the scrape target {name}',
  particulars: placed.extend({ fields: z.array(z.string()) }),
})
export const scrapeTargetPaused = defineEvent('scrape_target.paused', { sentence: 'paused the scrape target {name}', particulars: named })
export const scrapeTargetResumed = defineEvent('scrape_target.resumed', {
  sentence: 'resumed the scrape target {name}',
  particulars: named,
})
export const scrapeTargetApproved = defineEvent('scrape_target.approved', {
  sentence: 'allowed the scrape target {name} to lie in a private network',
  particulars: placed,
})
export const scrapeTargetDisapproved = defineEvent('scrape_target.disapproved', {
  sentence: 'no longer allows the scrape target {name} to lie in a private network',
  particulars: placed,
})
export const scrapeTargetDeleted = defineEvent('scrape_target.deleted', {
  sentence: 'deleted the scrape target {name}',
  particulars: named,
})

/** In the order of this file. */
export const scrapingEvents = [
  scrapeTargetCreated,
  scrapeTargetChanged,
  scrapeTargetPaused,
  scrapeTargetResumed,
  scrapeTargetApproved,
  scrapeTargetDisapproved,
  scrapeTargetDeleted,
] as const
