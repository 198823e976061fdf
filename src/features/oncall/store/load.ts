/** How much people were paged: pages that a channel outside the console took. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { AskedPage, Waking } from '../domain/load.ts'

export type AskedPageRow = AskedPage & { readonly personId: string }

/** When each page first reached each person, the newest first; of all people or of those ids. */
export function listAskedPages(
  tx: Tx,
  of: { readonly personIds: readonly string[] | null; readonly since: Instant; readonly limit: number },
): Promise<AskedPageRow[]> {
  return named(
    tx,
    'oncall.listAskedPages',
    sql<AskedPageRow>`select person_id as "personId", page_id as "pageId", min(handed_over_at) as at from page_message
      where queued_at >= ${toDate(of.since)} and handed_over_at is not null and channel <> 'in_app'
        and (${of.personIds}::uuid[] is null or person_id = any(${of.personIds}::uuid[]))
      group by person_id, page_id order by at desc, page_id limit ${of.limit}`,
  )
}

/** The alerts of these pages, with whether the page was over before anybody answered. */
export function listWakings(tx: Tx, pageIds: readonly string[]): Promise<(Waking & { readonly pageId: string })[]> {
  return named(
    tx,
    'oncall.listWakings',
    sql<Waking & { pageId: string }>`select s.page_id as "pageId", s.rule_key as "ruleKey", s.about_id as "alertId", s.title,
        s.joined_at as at, (p.state = 'ended' and p.answered_by is null) as "passedByItself"
      from page_subject s join page p on p.id = s.page_id
      where s.page_id = any(${pageIds}::uuid[]) and s.about_kind = 'alert' and s.rule_key is not null
      order by s.joined_at, s.about_id`,
  )
}
