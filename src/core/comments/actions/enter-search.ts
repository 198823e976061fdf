/**
 * Comments that were written before search knew of comments enter it after the upgrade, some at a time. The migration makes a row fall due;
 * each names the comment after which it goes on, so that a stop in between loses nothing.
 */
import { indexText } from '#core/records/public.ts'
import type { DueKind } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { lockPosted } from '../store/comments.ts'

/** Named by the migration. */
const ENTER_SEARCH = 'comments.enter_search'
/** Whoever edits one of them meanwhile waits for a second at most. */
const PAGE = 100

/** Repeatable: a comment that is found already is found the same. */
export const enterSearchDue = ({ due, clock }: Pick<Platform, 'due' | 'clock'>): DueKind => ({
  kind: ENTER_SEARCH,
  fall: async (afterId, tx) => {
    const page = await lockPosted(tx, { afterId, limit: PAGE })
    for (const comment of page) await indexText(tx, comment)
    const last = page.at(-1)
    if (last && page.length === PAGE) await due.set(tx, { kind: ENTER_SEARCH, record: last.id, at: clock.now() })
  },
})
