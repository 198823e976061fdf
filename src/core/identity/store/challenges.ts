/** First halves of signing in that wait for their second. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export type ChallengePurpose =
  | 'second_factor'
  | 'passkey_sign_in'
  | 'passkey_second_factor'
  | 'passkey_proof'
  | 'passkey_registration'
  | 'oidc'

export interface ChallengeRow {
  readonly tokenHash: Buffer
  readonly purpose: ChallengePurpose
  readonly personId: string | null
  readonly sealed: Uint8Array | null
  readonly expiresAt: Instant
}

const columns = ['token_hash as tokenHash', 'purpose', 'person_id as personId', 'sealed', 'expires_at as expiresAt'] as const

export async function insertChallenge(tx: Tx, row: ChallengeRow): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('sign_in_challenge')
    .values({
      token_hash: row.tokenHash,
      purpose: row.purpose,
      person_id: row.personId,
      sealed: row.sealed,
      expires_at: toDate(row.expiresAt),
    })
  await affected(tx, 'identity.insertChallenge', query)
}

/** Without using it up: a code may be mistyped. */
export async function findChallenge(tx: Tx, tokenHash: Buffer, purpose: ChallengePurpose): Promise<ChallengeRow | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('sign_in_challenge')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
  return (await named<ChallengeRow>(tx, 'identity.findChallenge', query))[0]
}

/** Uses it up; undefined when there is none, it is another person's, or somebody just did. */
export async function takeChallenge(
  tx: Tx,
  of: Pick<ChallengeRow, 'tokenHash' | 'purpose' | 'personId'>,
): Promise<ChallengeRow | undefined> {
  const query = kysely<DB>(tx)
    .deleteFrom('sign_in_challenge')
    .where('token_hash', '=', of.tokenHash)
    .where('purpose', '=', of.purpose)
    .where('person_id', 'is not distinct from', of.personId)
    .returning(columns)
  return (await named<ChallengeRow>(tx, 'identity.takeChallenge', query))[0]
}

/** Whatever was begun for this person can no longer be finished. */
export async function deleteChallenges(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deleteChallenges', kysely<DB>(tx).deleteFrom('sign_in_challenge').where('person_id', '=', personId))
}

export async function sweepChallenges(tx: Tx, before: { expiry: Instant; limit: number }): Promise<number> {
  return affected(
    tx,
    'identity.sweepChallenges',
    sql`delete from sign_in_challenge where token_hash in (
      select token_hash from sign_in_challenge where expires_at <= ${toDate(before.expiry)} limit ${before.limit})`,
  )
}
