/** What channels hold about people. */
import { sql } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface HeldPage {
  readonly id: string
  readonly channel: string
  readonly subject: string
  readonly state: string
  readonly at: Instant
}

/** To these people, by id. */
export function listHeld(
  tx: Tx,
  personIds: readonly string[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<HeldPage[]> {
  return named(
    tx,
    'channels.listHeld',
    sql<HeldPage>`select id, channel, subject, state, created_at as at from channel_message
      where person_id = any(${personIds}::uuid[]) and id > ${afterId}::uuid order by id limit ${limit}`,
  )
}

/** Their addresses, what was sent to them, and their names at answers. */
export async function deletePersonal(
  tx: Tx,
  personIds: readonly string[],
): Promise<Record<'channel addresses' | 'pages' | 'answers', number>> {
  const rows = await named(
    tx,
    'channels.deletePersonal',
    sql<Record<'channel addresses' | 'pages' | 'answers', number>>`
      with w as (update channel_answer set person_id = null where person_id = any(${personIds}::uuid[])
          and message_id not in (select id from channel_message where person_id = any(${personIds}::uuid[])) returning 1),
        m as (delete from channel_message where person_id = any(${personIds}::uuid[]) returning 1),
        a as (delete from channel_address where person_id = any(${personIds}::uuid[]) returning 1)
      select (select count(*) from a) as "channel addresses", (select count(*) from m) as pages, (select count(*) from w) as answers`,
  )
  return rows[0] ?? { 'channel addresses': 0, pages: 0, answers: 0 }
}
