/** Table `channel_provider`: by whom a channel is sent. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface ProviderRow {
  readonly channel: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly sealedSecrets: Uint8Array
  readonly privateAllowed: boolean
  readonly version: number
}

const columns = sql`channel, settings, sealed_secrets as "sealedSecrets", private_allowed as "privateAllowed", version`

/** A handful: one a channel. */
export function listProviders(tx: Tx): Promise<ProviderRow[]> {
  return named(tx, 'channels.listProviders', sql<ProviderRow>`select ${columns} from channel_provider order by channel`)
}

export async function findProvider(tx: Tx, channel: string): Promise<ProviderRow | undefined> {
  return (await named(tx, 'channels.findProvider', sql<ProviderRow>`select ${columns} from channel_provider where channel = ${channel}`))[0]
}

/** Written when it is still at `row.version` (0: there was none). False when somebody was faster. */
export async function putProvider(tx: Tx, row: ProviderRow, at: Instant): Promise<boolean> {
  const values = {
    channel: row.channel,
    settings: JSON.stringify(row.settings),
    sealed_secrets: Buffer.from(row.sealedSecrets),
    private_allowed: row.privateAllowed,
    changed_at: toDate(at),
  }
  const written = await affected(
    tx,
    'channels.putProvider',
    row.version === 0
      ? kysely<DB>(tx)
          .insertInto('channel_provider')
          .values(values)
          .onConflict((on) => on.doNothing())
      : kysely<DB>(tx)
          .updateTable('channel_provider')
          .set({ ...values, version: row.version + 1 })
          .where('channel', '=', row.channel)
          .where('version', '=', row.version),
  )
  return written === 1
}

/** False when there was none. */
export async function deleteProvider(tx: Tx, channel: string): Promise<boolean> {
  return (await affected(tx, 'channels.deleteProvider', kysely<DB>(tx).deleteFrom('channel_provider').where('channel', '=', channel))) === 1
}
