/** SQL on the relay and on suppressed addresses. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '../../pg/tx.ts'
import type { Tx } from '../../work.ts'
import type { Security, Suppression } from '../mail.ts'
import type { DB } from '../rows.gen.ts'

/** The one row of `mail_relay`. */
export interface RelayRow {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly username: string | null
  readonly sealedPassword: Uint8Array | null
  readonly privateAllowed: boolean
  readonly sender: string
  readonly senderName: string | null
  readonly dkimSelector: string | null
  readonly sealedDkimKey: Uint8Array | null
  readonly signs: boolean
  readonly version: number
}

/** Undefined before somebody has configured one. */
export async function findRelay(tx: Tx): Promise<RelayRow | undefined> {
  const [row] = await named(
    tx,
    'mail.findRelay',
    sql<RelayRow>`select host, port, security, username, sealed_password as "sealedPassword", private_allowed as "privateAllowed", sender,
      sender_name as "senderName", dkim_selector as "dkimSelector", sealed_dkim_key as "sealedDkimKey", signs, version from mail_relay`,
  )
  return row
}

/** Writes it when it is still at `row.version` (0: there was none). False when somebody was faster. */
export async function putRelay(tx: Tx, row: RelayRow & { readonly at: Instant }): Promise<boolean> {
  const values = {
    host: row.host,
    port: row.port,
    security: row.security,
    username: row.username,
    sealed_password: row.sealedPassword,
    private_allowed: row.privateAllowed,
    sender: row.sender,
    sender_name: row.senderName,
    dkim_selector: row.dkimSelector,
    sealed_dkim_key: row.sealedDkimKey,
    signs: row.signs,
    changed_at: toDate(row.at),
  }
  const written = await affected(
    tx,
    'mail.putRelay',
    row.version === 0
      ? kysely<DB>(tx)
          .insertInto('mail_relay')
          .values(values)
          .onConflict((on) => on.doNothing())
      : kysely<DB>(tx)
          .updateTable('mail_relay')
          .set({ ...values, version: row.version + 1 })
          .where('version', '=', row.version),
  )
  return written === 1
}

/** `manual` and `bounced` stop everything, so `unsubscribed` never replaces them. */
export async function putSuppression(tx: Tx, { address, cause, note, since }: Suppression): Promise<void> {
  await affected(
    tx,
    'mail.putSuppression',
    sql`insert into mail_suppression (address, cause, note, since) values (lower(${address}), ${cause}, ${note}, ${toDate(since)})
      on conflict (address) do update set cause = excluded.cause, note = excluded.note, since = excluded.since
      where mail_suppression.cause = 'unsubscribed'`,
  )
}

/** Undefined: the address is on no list. */
export async function findSuppression(tx: Tx, address: string): Promise<Suppression['cause'] | undefined> {
  const query = kysely<DB>(tx).selectFrom('mail_suppression').select('cause').where('address', '=', address.toLowerCase())
  return (await named(tx, 'mail.findSuppression', query))[0]?.cause
}

/** False when it was not there. */
export async function deleteSuppression(tx: Tx, address: string): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('mail_suppression').where('address', '=', address.toLowerCase())
  return (await affected(tx, 'mail.deleteSuppression', query)) === 1
}

/** By address. */
export function listSuppressions(tx: Tx, { after, limit }: { after: string | null; limit: number }): Promise<Suppression[]> {
  const query = kysely<DB>(tx)
    .selectFrom('mail_suppression')
    .select(['address', 'cause', 'note', 'since'])
    .$if(after !== null, (select) => select.where('address', '>', after))
    .orderBy('address')
    .limit(limit)
  return named(tx, 'mail.listSuppressions', query)
}
