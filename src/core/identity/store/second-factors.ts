/** Authenticator apps and recovery codes, and what a person holds of all factors. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { HeldFactors } from '../domain/second-factor.ts'
import type { DB } from './rows.gen.ts'

export interface Factors extends HeldFactors {
  readonly totpSince: Instant | null
  readonly recoveryCodesMadeAt: Instant | null
}

export async function findFactors(tx: Tx, personId: string): Promise<Factors> {
  const rows = await named(
    tx,
    'identity.findFactors',
    sql<Omit<Factors, 'totp'>>`
      select
        (select count(*) from passkey where person_id = ${personId}) as passkeys,
        (select confirmed_at from totp where person_id = ${personId}) as "totpSince",
        (select count(*) from recovery_code where person_id = ${personId}) as "recoveryCodes",
        (select max(created_at) from recovery_code where person_id = ${personId}) as "recoveryCodesMadeAt"`,
  )
  const found = rows[0] as Omit<Factors, 'totp'>
  return { ...found, totp: found.totpSince !== null }
}

/** Begins anew; one that was begun and not confirmed is replaced. False when the person has a confirmed one. */
export async function putTotp(tx: Tx, row: { personId: string; sealedSecret: Uint8Array; at: Instant }): Promise<boolean> {
  const begun = { sealed_secret: row.sealedSecret, created_at: toDate(row.at) }
  const query = kysely<DB>(tx)
    .insertInto('totp')
    .values({ person_id: row.personId, ...begun })
    .onConflict((on) => on.column('person_id').doUpdateSet(begun).where('totp.confirmed_at', 'is', null))
  return (await affected(tx, 'identity.putTotp', query)) === 1
}

export interface TotpRow {
  readonly sealedSecret: Buffer
  readonly confirmedAt: Instant | null
  readonly lastStep: number
}

export async function findTotp(tx: Tx, personId: string): Promise<TotpRow | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('totp')
    .select(['sealed_secret as sealedSecret', 'confirmed_at as confirmedAt', 'last_step as lastStep'])
    .where('person_id', '=', personId)
  return (await named<TotpRow>(tx, 'identity.findTotp', query))[0]
}

/** Takes the code of a time step; false when this or a later one was taken before. Confirms what was only begun. */
export async function takeTotpStep(tx: Tx, personId: string, { step, at }: { step: number; at: Instant }): Promise<boolean> {
  return (
    (await affected(
      tx,
      'identity.takeTotpStep',
      sql`update totp set last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${toDate(at)})
        where person_id = ${personId} and last_step < ${step}`,
    )) === 1
  )
}

/** False when there was none. */
export async function deleteTotp(tx: Tx, personId: string): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('totp').where('person_id', '=', personId)
  return (await affected(tx, 'identity.deleteTotp', query)) === 1
}

/** Replaces all that are left. */
export async function putRecoveryCodes(tx: Tx, of: { personId: string; hashes: readonly Uint8Array[]; at: Instant }): Promise<void> {
  await deleteRecoveryCodes(tx, of.personId)
  const rows = of.hashes.map((hash) => ({ person_id: of.personId, code_hash: hash, created_at: toDate(of.at) }))
  await affected(tx, 'identity.insertRecoveryCodes', kysely<DB>(tx).insertInto('recovery_code').values(rows))
}

/** Uses a code up; false when there is no such one (any more). */
export async function takeRecoveryCode(tx: Tx, personId: string, hash: Uint8Array): Promise<boolean> {
  const query = kysely<DB>(tx).deleteFrom('recovery_code').where('person_id', '=', personId).where('code_hash', '=', Buffer.from(hash))
  return (await affected(tx, 'identity.takeRecoveryCode', query)) === 1
}

export async function deleteRecoveryCodes(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deleteRecoveryCodes', kysely<DB>(tx).deleteFrom('recovery_code').where('person_id', '=', personId))
}

export interface PersonWithoutFactor {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
}

/** Active people with one of the roles and neither a passkey nor an app, by name. */
export async function findPeopleWithoutFactor(tx: Tx, of: { roles: readonly string[]; limit: number }): Promise<PersonWithoutFactor[]> {
  return named(
    tx,
    'identity.findPeopleWithoutFactor',
    sql<PersonWithoutFactor>`
      select p.id, p.name, p.created_at as "createdAt" from person p
      where p.state = 'active'
        and exists (select from role_grant g where g.person_id = p.id and g.role = any(${of.roles}::text[]))
        and not exists (select from passkey k where k.person_id = p.id)
        and not exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null)
      order by lower(p.name), p.id
      limit ${of.limit}`,
  )
}
