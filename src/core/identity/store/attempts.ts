/** Counts of failed sign-ins. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { AttemptCount } from '../domain/throttle.ts'
import type { DB } from './rows.gen.ts'

/**
 * Reads a count and holds its row until the transaction ends, so that attempts at the same account are judged one after
 * another. A row is made when there is none: a lock needs something to hold.
 */
export async function lockAttempts(tx: Tx, key: Buffer, now: Instant): Promise<AttemptCount> {
  const query = kysely<DB>(tx)
    .insertInto('sign_in_attempt')
    .values({ key, failures: 0, last_at: toDate(now) })
    .onConflict((on) => on.column('key').doUpdateSet((eb) => ({ failures: eb.ref('sign_in_attempt.failures') })))
    .returning(['failures', 'last_at as lastAt'])
  return (await named(tx, 'identity.lockAttempts', query))[0] as AttemptCount
}

export async function writeAttempts(tx: Tx, key: Buffer, { failures, lastAt }: AttemptCount): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('sign_in_attempt')
    .set({ failures, last_at: toDate(lastAt) })
    .where('key', '=', key)
  await affected(tx, 'identity.writeAttempts', query)
}

/** Forgets a row of failures. */
export async function deleteAttempts(tx: Tx, key: Buffer): Promise<void> {
  await affected(tx, 'identity.deleteAttempts', kysely<DB>(tx).deleteFrom('sign_in_attempt').where('key', '=', key))
}

/** Takes back an attempt that turned out well, where others before it still count. */
export async function takeBackAttempt(tx: Tx, key: Buffer): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('sign_in_attempt')
    .set({ failures: sql`greatest(failures - 1, 0)` })
    .where('key', '=', key)
  await affected(tx, 'identity.takeBackAttempt', query)
}

/** Removes a bounded number of counts that nobody added to since. */
export async function sweepAttempts(tx: Tx, before: { lastAt: Instant; limit: number }): Promise<number> {
  return affected(
    tx,
    'identity.sweepAttempts',
    sql`delete from sign_in_attempt where key in (
      select key from sign_in_attempt where last_at <= ${toDate(before.lastAt)} limit ${before.limit})`,
  )
}

/** Counts of several accounts; those without a failure are left out. */
export async function findAttempts(tx: Tx, keys: readonly Buffer[]): Promise<(AttemptCount & { key: Buffer })[]> {
  const query = kysely<DB>(tx)
    .selectFrom('sign_in_attempt')
    .select(['key', 'failures', 'last_at as lastAt'])
    .where('key', '=', sql<Buffer>`any(${keys}::bytea[])`)
  return named(tx, 'identity.findAttempts', query)
}
