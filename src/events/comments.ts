/**
 * What is said about records. The text itself stays in its table: an event names the comment and the digest of its text, so that
 * a later change can be noticed. The event is about the record, whose timeline shows it. People are named by id.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const about = z.object({ commentId: z.uuid() })
const said = about.extend({
  /** People whom it names for the first time. */
  mentioned: z.array(z.uuid()),
  /** SHA-256 of the text, lower-case hex. */
  digest: z.string(),
})

export const commentAdded = defineEvent('comment.added', { sentence: 'commented', particulars: said })
export const commentEdited = defineEvent('comment.edited', { sentence: 'edited a comment', particulars: said })
export const commentDeleted = defineEvent('comment.deleted', { sentence: 'deleted a comment', particulars: about })
export const commentRestored = defineEvent('comment.restored', { sentence: 'brought a comment back', particulars: about })

/** In the order of this file. */
export const commentEvents = [commentAdded, commentEdited, commentDeleted, commentRestored] as const
