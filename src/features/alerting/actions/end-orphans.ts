/** Watches whose rule is not there any more, because the plan, somebody or the archive took it away, end with that as their reason. */
import type { RuleBook } from '../access/rule-book.ts'
import { isOutside } from '../domain/outside.ts'
import { newStanding } from '../domain/watch.ts'
import { listStanding, type WatchRow } from '../store/watches.ts'
import type { AlertNeeds } from './about.ts'
import { writeTransition } from './move-watch.ts'

const PAGE = 500

export async function endOrphans(platform: AlertNeeds, book: RuleBook): Promise<void> {
  for (let afterId: string | null = null; ;) {
    const rows: readonly WatchRow[] = await platform.work.read((tx) => listStanding(tx, { afterId, limit: PAGE }))
    for (const row of rows) if (row.state !== 'ok' && isOrphan(book, row)) await end(platform, row)
    afterId = rows.at(-1)?.id ?? null
    if (rows.length < PAGE) return
  }
}

/** Rules of other tools stand there, so only the archive takes them away. */
function isOrphan(book: RuleBook, { environmentId, ruleKey }: WatchRow): boolean {
  return isOutside(ruleKey) ? book.place(environmentId) === undefined : book.rule(environmentId, ruleKey) === undefined
}

async function end(platform: AlertNeeds, row: WatchRow): Promise<void> {
  const now = platform.clock.now()
  const after = newStanding(now)
  const write = { key: row, labels: row.labels, before: row, after, reason: 'rule_changed', value: null } as const
  await platform.work.run((tx) => writeTransition(platform, tx, { write, place: undefined, rule: undefined }))
}
