/**
 * What happens to contacts. Names and addresses are personal and stay in their tables: an event says which contact, and which of
 * its fields.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const nothing = z.object({})

export const contactCreated = defineEvent('contact.created', {
  sentence: 'added the contact',
  particulars: z.object({ applicationId: z.uuid().nullable() }),
})
export const contactChanged = defineEvent('contact.changed', {
  sentence: 'changed {fields} of the contact',
  particulars: z.object({ fields: z.array(z.string()) }),
})
export const contactDeactivated = defineEvent('contact.deactivated', { sentence: 'deactivated the contact', particulars: nothing })
export const contactReactivated = defineEvent('contact.reactivated', { sentence: 'took the contact back', particulars: nothing })
export const contactMerged = defineEvent('contact.merged', {
  sentence: 'merged a duplicate into the contact',
  particulars: z.object({ duplicateId: z.uuid() }),
})
export const contactMergedAway = defineEvent('contact.merged_away', {
  sentence: 'merged the contact into another one',
  particulars: z.object({ intoId: z.uuid() }),
})
export const contactLinkSent = defineEvent('contact.link_sent', { sentence: 'sent a one-time link to the contact', particulars: nothing })
export const contactSignedIn = defineEvent('contact.signed_in', {
  sentence: 'came in by a link',
  particulars: z.object({ sessionId: z.uuid() }),
})
export const contactSessionsEnded = defineEvent('contact.sessions_ended', {
  sentence: 'ended {count} sessions of the contact',
  particulars: z.object({ count: z.number().int(), why: z.enum(['signed_out', 'revoked', 'deactivated', 'merged']) }),
})

export const contactErased = defineEvent('contact.erased', { sentence: 'erased the contact', particulars: nothing })

/** After these, what was remembered of a contact's access is out of date and their live streams end. */
export const contactAccessEvents = [contactDeactivated, contactMergedAway, contactSessionsEnded, contactErased] as const

/** In the order of this file. */
export const contactEvents = [
  contactCreated,
  contactChanged,
  contactDeactivated,
  contactReactivated,
  contactMerged,
  contactMergedAway,
  contactLinkSent,
  contactSignedIn,
  contactSessionsEnded,
  contactErased,
] as const
