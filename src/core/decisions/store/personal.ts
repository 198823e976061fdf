/** What of the decisions belongs to a person, or names them. */
import { sql } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface HeldView {
  readonly id: string
  readonly decisionId: string
  readonly text: string
  readonly givenAt: Instant
}

/** Given by them, by id. */
export function listOwnViews(
  tx: Tx,
  personIds: readonly string[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<HeldView[]> {
  return named(
    tx,
    'decisions.listOwnViews',
    sql<HeldView>`select id, decision_id as "decisionId", text, given_at as "givenAt" from decision_view
      where given_by = any(${personIds}::uuid[]) and id > ${afterId}::uuid order by id limit ${limit}`,
  )
}

/** Empties the views they gave, drops the requests they did not answer, forgets what they decided. Returns how many views. */
export async function eraseOwnViews(tx: Tx, personIds: readonly string[]): Promise<number> {
  const ids = sql`any(${personIds}::uuid[])`
  await affected(tx, 'decisions.forgetDeciders', sql`update decision set decided_by = null where decided_by = ${ids}`)
  await affected(tx, 'decisions.forgetAskers', sql`update decision_view set asked_by = null where asked_by = ${ids}`)
  const dropped = await affected(tx, 'decisions.dropRequests', sql`delete from decision_view where person_id = ${ids} and text is null`)
  await affected(tx, 'decisions.forgetAsked', sql`update decision_view set person_id = null where person_id = ${ids}`)
  const emptied = await affected(
    tx,
    'decisions.emptyViews',
    sql`update decision_view set text = '', given_by = null where given_by = ${ids}`,
  )
  return dropped + emptied
}

/** Decisions of which some text has one of the words in any case, by id. */
export async function listNaming(
  tx: Tx,
  words: readonly string[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const rows = await named(
    tx,
    'decisions.listNaming',
    sql<{ id: string }>`
      select d.id from decision d
      where d.id > ${afterId}::uuid and exists (
        select from unnest(${words}::text[]) as word
        where strpos(lower(d.context || ' ' || d.options || ' ' || d.outcome || ' ' || d.reason), lower(word)) > 0
          or exists (select from decision_view v where v.decision_id = d.id and strpos(lower(v.text), lower(word)) > 0))
      order by d.id limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

export async function replaceViewText(tx: Tx, id: string, text: string): Promise<void> {
  await affected(tx, 'decisions.replaceViewText', sql`update decision_view set text = ${text} where id = ${id}`)
}
