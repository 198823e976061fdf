/** The public half of the recovery key. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface RecoveryKeyRow {
  readonly publicKey: Buffer
  readonly madeAt: Instant
}

export async function findRecoveryKeyRow(tx: Tx): Promise<RecoveryKeyRow | undefined> {
  const query = sql<RecoveryKeyRow>`select public_key as "publicKey", made_at as "madeAt" from backup_recovery_key`
  return (await named(tx, 'backup.findRecoveryKey', query))[0]
}

/** Whether the database is new enough to have one: a backup before an upgrade meets older ones. */
export async function knowsRecoveryKeys(tx: Tx): Promise<boolean> {
  const query = sql<{ known: boolean }>`select to_regclass('backup_recovery_key') is not null as known`
  return (await named(tx, 'backup.knowsRecoveryKeys', query))[0]?.known === true
}

/** The new one counts for backups from now on; earlier ones are opened by the earlier key. */
export async function putRecoveryKey(tx: Tx, publicKey: Uint8Array, at: Instant): Promise<void> {
  const query = sql`insert into backup_recovery_key (public_key, made_at) values (${publicKey}, ${toDate(at)})
    on conflict (only_one) do update set public_key = excluded.public_key, made_at = excluded.made_at`
  await affected(tx, 'backup.putRecoveryKey', query)
}
