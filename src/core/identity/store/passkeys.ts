/** Passkeys. */
import { toDate, type Instant } from '#kit/time.ts'
import { isDuplicate } from '#platform/pg/failures.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface PasskeyRow {
  readonly id: string
  readonly personId: string
  readonly credentialId: Buffer
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  /** Whether it can live on several devices; then there is a copy when one is lost. */
  readonly synced: boolean
  readonly backedUp: boolean
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

const columns = [
  'id',
  'person_id as personId',
  'credential_id as credentialId',
  'public_key as publicKey',
  'counter',
  'transports',
  'synced',
  'backed_up as backedUp',
  'name',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
] as const

/** Oldest first. */
export async function listPasskeys(tx: Tx, personId: string): Promise<PasskeyRow[]> {
  const query = kysely<DB>(tx).selectFrom('passkey').select(columns).where('person_id', '=', personId).orderBy('created_at').orderBy('id')
  return named<PasskeyRow>(tx, 'identity.listPasskeys', query)
}

/** Held until the transaction ends, so that two answers of one authenticator are counted one after the other. */
export async function lockPasskey(tx: Tx, credentialId: Buffer): Promise<PasskeyRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('passkey').select(columns).where('credential_id', '=', credentialId).forUpdate()
  return (await named<PasskeyRow>(tx, 'identity.lockPasskey', query))[0]
}

/** False when the credential is registered already, for whomever; the transaction must end then. */
export async function insertPasskey(tx: Tx, row: Omit<PasskeyRow, 'lastUsedAt'>): Promise<boolean> {
  const query = kysely<DB>(tx)
    .insertInto('passkey')
    .values({
      id: row.id,
      person_id: row.personId,
      credential_id: row.credentialId,
      public_key: row.publicKey,
      counter: row.counter,
      transports: [...row.transports],
      synced: row.synced,
      backed_up: row.backedUp,
      name: row.name,
      created_at: toDate(row.createdAt),
    })
  try {
    await affected(tx, 'identity.insertPasskey', query)
    return true
  } catch (error) {
    if (isDuplicate(error, 'passkey_credential_id_key')) return false
    throw error
  }
}

export async function markPasskeyUsed(tx: Tx, id: string, used: { counter: number; backedUp: boolean; at: Instant }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('passkey')
    .set({ counter: used.counter, backed_up: used.backedUp, last_used_at: toDate(used.at) })
    .where('id', '=', id)
  await affected(tx, 'identity.markPasskeyUsed', query)
}

/** False when this person has no such passkey. */
export async function renamePasskey(tx: Tx, of: { personId: string; id: string; name: string }): Promise<boolean> {
  const query = kysely<DB>(tx).updateTable('passkey').set({ name: of.name }).where('id', '=', of.id).where('person_id', '=', of.personId)
  return (await affected(tx, 'identity.renamePasskey', query)) === 1
}

/** The passkey that was removed; undefined when this person has no such one. */
export async function deletePasskey(tx: Tx, personId: string, id: string): Promise<{ name: string } | undefined> {
  const query = kysely<DB>(tx).deleteFrom('passkey').where('id', '=', id).where('person_id', '=', personId).returning('name')
  return (await named(tx, 'identity.deletePasskey', query))[0]
}

export async function deletePasskeys(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deletePasskeys', kysely<DB>(tx).deleteFrom('passkey').where('person_id', '=', personId))
}
