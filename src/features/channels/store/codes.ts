/** Table `channel_code`: what was sent to an address to prove it. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface CodeRow {
  readonly addressId: string
  readonly codeHash: Uint8Array
  readonly attempts: number
  readonly sent: number
  readonly sentAt: Instant
  readonly expiresAt: Instant
}

const columns = sql`address_id as "addressId", code_hash as "codeHash", attempts, sent, sent_at as "sentAt", expires_at as "expiresAt"`

/** Held until the transaction ends: five guesses are five. */
export async function lockCode(tx: Tx, addressId: string): Promise<CodeRow | undefined> {
  const query = sql<CodeRow>`select ${columns} from channel_code where address_id = ${addressId} for update`
  return (await named(tx, 'channels.lockCode', query))[0]
}

export async function findCode(tx: Tx, codeHash: Uint8Array): Promise<CodeRow | undefined> {
  const query = sql<CodeRow>`select ${columns} from channel_code where code_hash = ${Buffer.from(codeHash)} for update`
  return (await named(tx, 'channels.findCode', query))[0]
}

export async function putCode(tx: Tx, row: CodeRow): Promise<void> {
  await affected(
    tx,
    'channels.putCode',
    sql`insert into channel_code (address_id, code_hash, attempts, sent, sent_at, expires_at)
      values (${row.addressId}, ${Buffer.from(row.codeHash)}, ${row.attempts}, ${row.sent}, ${toDate(row.sentAt)}, ${toDate(row.expiresAt)})
      on conflict (address_id) do update set code_hash = excluded.code_hash, attempts = excluded.attempts, sent = excluded.sent,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at`,
  )
}

export async function spendCode(tx: Tx, addressId: string): Promise<void> {
  await affected(tx, 'channels.spendCode', sql`update channel_code set expires_at = sent_at where address_id = ${addressId}`)
}
