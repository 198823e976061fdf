/** Sealed keys of people. */
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

/** Null for an erased person, undefined for one who never had a key. */
export async function findSealedKey(tx: Tx, personId: string): Promise<Buffer | null | undefined> {
  const query = kysely<DB>(tx).selectFrom('person_key').select('sealed_key').where('person_id', '=', personId)
  return (await named(tx, 'identity.findSealedKey', query))[0]?.sealed_key
}

/** Does nothing when the person has a key or is erased. */
export async function insertSealedKey(tx: Tx, row: { personId: string; sealedKey: Uint8Array; at: Instant }): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('person_key')
    .values({ person_id: row.personId, sealed_key: row.sealedKey, created_at: toDate(row.at) })
    .onConflict((on) => on.doNothing())
  await affected(tx, 'identity.insertSealedKey', query)
}

/** Erases: what was encrypted under the key is unreadable from the commit on, and the person never gets another key. */
export async function dropSealedKey(tx: Tx, personId: string, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('person_key')
    .values({ person_id: personId, sealed_key: null, created_at: toDate(at) })
    .onConflict((on) => on.column('person_id').doUpdateSet({ sealed_key: null }))
  await affected(tx, 'identity.dropSealedKey', query)
}
