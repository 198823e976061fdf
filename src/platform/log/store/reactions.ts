/** SQL on the cursors of reactions. */
import { sql } from 'kysely'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { DB } from '../rows.gen.ts'

/** A reaction that is new begins at the end of the log: it reacts to what happens from now on. */
export async function insertCursors(tx: Tx, reactions: readonly string[]): Promise<void> {
  await affected(
    tx,
    'log.insertCursors',
    sql`insert into reaction_cursor (reaction, seq, moved_at)
      select reaction, (select coalesce(max(seq), 0) from event), now() from unnest(${reactions}::text[]) as new (reaction)
      on conflict do nothing`,
  )
}

/** Which reactions have an event of their kinds after their cursor; `kinds[i]` is one kind of `reactions[i]`, which repeats. `upTo` is inclusive. */
export async function findBehind(
  tx: Tx,
  follows: { readonly reactions: readonly string[]; readonly kinds: readonly string[]; readonly upTo: number },
): Promise<ReadonlySet<string>> {
  const rows = await named(
    tx,
    'log.findBehind',
    sql<{ reaction: string }>`select reaction from reaction_cursor
      join unnest(${follows.reactions}::text[], ${follows.kinds}::text[]) as follows (reaction, kind) using (reaction)
      where exists (select from event where event.kind = follows.kind and event.seq > reaction_cursor.seq and event.seq <= ${follows.upTo})`,
  )
  return new Set(rows.map(({ reaction }) => reaction))
}

/** Locks the cursor for this transaction. Undefined when another node runs the reaction now. */
export async function claimCursor(tx: Tx, reaction: string): Promise<number | undefined> {
  const query = kysely<DB>(tx).selectFrom('reaction_cursor').select('seq').where('reaction', '=', reaction).forUpdate().skipLocked()
  const [row] = await named(tx, 'log.claimCursor', query)
  return row?.seq
}

/** Locks the cursor, waiting for the node that runs the reaction. */
export async function lockCursor(tx: Tx, reaction: string): Promise<void> {
  await named(tx, 'log.lockCursor', kysely<DB>(tx).selectFrom('reaction_cursor').select('seq').where('reaction', '=', reaction).forUpdate())
}

/** Only under the lock of `claimCursor`. */
export async function moveCursor(tx: Tx, reaction: string, seq: number): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('reaction_cursor')
    .set({ seq, moved_at: sql`now()` })
    .where('reaction', '=', reaction)
  await affected(tx, 'log.moveCursor', query)
}

/** Where the cursors of these reactions stand. */
export function findCursors(tx: Tx, reactions: readonly string[]): Promise<{ reaction: string; seq: number }[]> {
  const query = kysely<DB>(tx)
    .selectFrom('reaction_cursor')
    .select(['reaction', 'seq'])
    .where('reaction', '=', sql<string>`any(${reactions}::text[])`)
  return named(tx, 'log.findCursors', query.orderBy('reaction'))
}
