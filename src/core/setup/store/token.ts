/** The one-time token of set-up. */
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** Replaces the token of an earlier start. */
export async function putToken(tx: Tx, row: { tokenHash: Buffer; at: Instant }): Promise<void> {
  const token = { token_hash: row.tokenHash, created_at: toDate(row.at) }
  const query = kysely<DB>(tx)
    .insertInto('setup_token')
    .values(token)
    .onConflict((on) => on.column('only_one').doUpdateSet(token))
  await affected(tx, 'setup.putToken', query)
}

export async function isToken(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const query = kysely<DB>(tx).selectFrom('setup_token').select('only_one').where('token_hash', '=', tokenHash)
  return (await named(tx, 'setup.isToken', query)).length === 1
}

/** Uses the token up; of two set-ups at once the second waits for the first and gets false. */
export async function takeToken(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('setup_token').where('token_hash', '=', tokenHash)
  return (await affected(tx, 'setup.takeToken', query)) === 1
}
