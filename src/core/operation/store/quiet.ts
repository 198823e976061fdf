/** Table `now_quiet`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Remembers that nothing needs the caller, unless that was known already; returns since when. */
export async function quietSince(tx: Tx, callerKey: string, now: Instant): Promise<Instant> {
  const rows = await named(
    tx,
    'operation.quietSince',
    sql<{ since: Instant }>`
      insert into now_quiet (caller_key, since) values (${callerKey}, ${toDate(now)})
      on conflict (caller_key) do update set since = now_quiet.since returning since`,
  )
  return rows[0]?.since ?? now
}

/** Something needs the caller. */
export async function forgetQuiet(tx: Tx, callerKey: string): Promise<void> {
  await affected(tx, 'operation.forgetQuiet', sql`delete from now_quiet where caller_key = ${callerKey}`)
}
