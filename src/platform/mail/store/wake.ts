/** Wakes the nodes that send mail. */
import { sql } from 'kysely'
import { named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'

/** Only for a node that does not send itself. */
export async function wakeOthers(tx: Tx, channel: string): Promise<void> {
  await named(tx, 'mail.wakeOthers', sql`select pg_notify(${channel}, '')`)
}
