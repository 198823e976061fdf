/** Wakes other nodes. */
import { sql } from 'kysely'
import { named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'

/** `sender` lets a node tell its own messages from those of others. */
export async function notify(tx: Tx, channel: string, sender: string): Promise<void> {
  await named(tx, 'log.notify', sql`select pg_notify(${channel}, ${sender})`)
}
