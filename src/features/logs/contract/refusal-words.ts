/** Reasons in words, for whoever reads the log of what sends. */
import { KEEP_DAYS, type LineRefusal } from '../domain/limits.ts'
import type { Refused } from '../domain/take-lines.ts'

/** Completes "3 lines …". */
export const lineRefusalWords: Readonly<Record<LineRefusal, string>> = {
  unassigned: 'that no mapping rule of the key assigns to an environment (unassigned)',
  line_empty: 'without a text and without attributes (line_empty)',
  line_unreadable: 'that are no JSON objects (line_unreadable)',
  too_old: `older than ${KEEP_DAYS - 1} days (too_old)`,
  in_future: 'more than 10 minutes ahead of our clock (in_future)',
}

/** Empty when nothing was refused. */
export function refusedLineWords(refused: Refused): string {
  return (Object.entries(refused) as [LineRefusal, number][]).map(([reason, count]) => `${count} ${lineRefusalWords[reason]}`).join('; ')
}
