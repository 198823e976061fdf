/**
 * What ties records together. Each change is told twice, once about either record, so that both timelines have it; it lies where
 * only those look who may see both.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const tie = z.object({
  linkId: z.uuid(),
  /** Between the two labels: `blocks`, `caused by`. */
  words: z.string(),
  /** The other record, as people call it: `TSK-12`. */
  other: z.string(),
})

export const linkAdded = defineEvent('link.added', { sentence: 'linked it: {words} {other}', particulars: tie })
export const linkRemoved = defineEvent('link.removed', { sentence: 'took a link away: {words} {other}', particulars: tie })

/** In the order of this file. */
export const linkEvents = [linkAdded, linkRemoved] as const
