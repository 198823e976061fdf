/**
 * What happens to files on records. A name can tell of a person, so it stays in its table: an event names the file by its id and the
 * digest of its bytes. The event is about the record, whose timeline shows it.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const about = z.object({ attachmentId: z.uuid() })

export const attachmentAdded = defineEvent('attachment.added', {
  sentence: 'added a file',
  particulars: about.extend({
    /** SHA-256 of the bytes, lower-case hex. */
    digest: z.string(),
  }),
})
export const attachmentDeleted = defineEvent('attachment.deleted', { sentence: 'deleted a file', particulars: about })
export const attachmentRestored = defineEvent('attachment.restored', { sentence: 'brought a file back', particulars: about })
/** Told to whoever could see it before or can now. */
export const attachmentShown = defineEvent('attachment.shown', {
  sentence: 'changed who sees a file',
  particulars: about.extend({ audience: z.enum(['internal', 'client']) }),
})

/** In the order of this file. */
export const attachmentEvents = [attachmentAdded, attachmentDeleted, attachmentRestored, attachmentShown] as const
