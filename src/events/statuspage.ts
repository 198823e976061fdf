/** What happens to status pages and posts. Texts of posts stay in their table. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ page: z.string() })

export const statusPageCreated = defineEvent('status_page.created', { sentence: 'made the status page {page}', particulars: named })
/** `components` among the fields: which there are, what they are called and what they follow. */
export const statusPageChanged = defineEvent('status_page.changed', {
  sentence: 'changed {fields} of the status page {page}',
  particulars: named.extend({ fields: z.array(z.string()) }),
})
export const statusPagePublished = defineEvent('status_page.published', {
  sentence: 'published the status page {page}',
  particulars: named.extend({ isPrivate: z.boolean() }),
})
export const statusPageWithdrawn = defineEvent('status_page.withdrawn', {
  sentence: 'took the status page {page} back',
  particulars: named,
})
export const statusPageDeleted = defineEvent('status_page.deleted', { sentence: 'deleted the status page {page}', particulars: named })
/** Whoever has the link from before cannot open the page with it any more. */
export const statusPageLinkRenewed = defineEvent('status_page.link_renewed', {
  sentence: 'renewed the private link of the status page {page}',
  particulars: named,
})

const told = z.object({ page: z.string(), pageId: z.uuid(), incidentId: z.uuid().nullable() })

/** Pitcrew drafted it; a person releases it. `incidentId`: UUID; null for windows and announcements. */
export const postDrafted = defineEvent('status_post.drafted', {
  sentence: 'drafted a post for {page}',
  particulars: told.extend({ reason: z.string() }),
})
export const postReleased = defineEvent('status_post.released', {
  sentence: 'released a post on {page}',
  particulars: told.extend({ isFirst: z.boolean() }),
})
/** A text that was released is another one now; readers see that it was corrected. */
export const postCorrected = defineEvent('status_post.corrected', { sentence: 'corrected a post on {page}', particulars: told })
export const postDiscarded = defineEvent('status_post.discarded', { sentence: 'discarded a draft for {page}', particulars: told })

/** In the order of this file. */
export const statuspageEvents = [
  statusPageCreated,
  statusPageChanged,
  statusPagePublished,
  statusPageWithdrawn,
  statusPageDeleted,
  statusPageLinkRenewed,
  postDrafted,
  postReleased,
  postCorrected,
  postDiscarded,
] as const
