/** SQL for exporting and erasing a person. Pages and past shifts keep the bare id, which names nobody any more. */
import { sql } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface HeldShift {
  readonly scheduleId: string
  readonly from: Instant
  readonly to: Instant
  readonly isSwap: boolean
}

/** At most `limit`; the latest first. */
export function listOwnOverrides(tx: Tx, personIds: readonly string[], limit: number): Promise<HeldShift[]> {
  return named(
    tx,
    'oncall.listOwnOverrides',
    sql<HeldShift>`select schedule_id as "scheduleId", starts_at as "from", ends_at as "to", is_swap as "isSwap" from duty_override
      where person_id = any(${personIds}::uuid[]) order by starts_at desc, id limit ${limit}`,
  )
}

export interface HeldNote {
  readonly id: string
  readonly personId: string
  readonly text: string
  readonly createdAt: Instant
}

/** Their own, and those whose text has one of the words; after the id, at most `limit`. */
export function listNotesNaming(
  tx: Tx,
  of: { readonly personIds: readonly string[]; readonly words: readonly string[]; readonly afterId: string; readonly limit: number },
): Promise<HeldNote[]> {
  return named(
    tx,
    'oncall.listNotesNaming',
    sql<HeldNote>`select id, person_id as "personId", text, created_at as "createdAt" from duty_note
      where id > ${of.afterId} and (person_id = any(${of.personIds}::uuid[])
        or exists (select from unnest(${of.words}::text[]) as word where strpos(lower(text), word) > 0))
      order by id limit ${of.limit}`,
  )
}

export async function replaceNote(tx: Tx, { id, text }: { readonly id: string; readonly text: string }): Promise<void> {
  await affected(tx, 'oncall.replaceNote', sql`update duty_note set text = ${text} where id = ${id}`)
}

/** Asked pages by person, at most `limit`, the latest first. */
export function listOwnPages(
  tx: Tx,
  personIds: readonly string[],
  limit: number,
): Promise<{ readonly pageId: string; readonly channel: string; readonly queuedAt: Instant; readonly state: string }[]> {
  return named(
    tx,
    'oncall.listOwnPages',
    sql<{ pageId: string; channel: string; queuedAt: Instant; state: string }>`
      select page_id as "pageId", channel, queued_at as "queuedAt", state from page_message
      where person_id = any(${personIds}::uuid[]) order by queued_at desc, id limit ${limit}`,
  )
}

/** At most `limit`; the latest first. */
export function listOwnTests(
  tx: Tx,
  personIds: readonly string[],
  limit: number,
): Promise<
  { readonly channel: string; readonly queuedAt: Instant; readonly outcome: string | null; readonly confirmedAt: Instant | null }[]
> {
  return named(
    tx,
    'oncall.listOwnTests',
    sql<{ channel: string; queuedAt: Instant; outcome: string | null; confirmedAt: Instant | null }>`
      select channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt" from duty_test
      where person_id = any(${personIds}::uuid[]) order by queued_at desc, id limit ${limit}`,
  )
}

/** Ends what would still happen in their name: feeds, swaps that wait, and overrides. */
export async function eraseOwn(tx: Tx, personIds: readonly string[]): Promise<number> {
  const ids = sql`any(${personIds}::uuid[])`
  const counts = [
    await affected(tx, 'oncall.eraseFeeds', sql`delete from duty_feed where person_id = ${ids}`),
    await affected(tx, 'oncall.eraseSwaps', sql`delete from duty_swap where asker_id = ${ids} or asked_id = ${ids}`),
    await affected(tx, 'oncall.eraseTests', sql`delete from duty_test where person_id = ${ids}`),
    await affected(tx, 'oncall.eraseOverrides', sql`delete from duty_override where person_id = ${ids}`),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}
