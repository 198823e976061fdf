/** People, one at a time. Lists are in people-list.ts, roles in grants.ts. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { isDuplicate } from '#platform/pg/failures.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { PersonState } from '../domain/changes.ts'
import type { DB } from './rows.gen.ts'

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: PersonState
  readonly passwordHash: string | null
  readonly locale: string
  readonly zone: string
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  readonly version: number
  readonly createdAt: Instant
}

const columns = [
  'id',
  'name',
  'email',
  'state',
  'password_hash as passwordHash',
  'locale',
  'zone',
  'theme',
  'density',
  'version',
  'created_at as createdAt',
] as const

export async function findPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('person').select(columns).where('id', '=', id)
  return (await named<PersonRow>(tx, 'identity.findPerson', query))[0]
}

/** Holds the row until the transaction ends, so that what is decided on it stays true. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('person').select(columns).where('id', '=', id).forNoKeyUpdate()
  return (await named<PersonRow>(tx, 'identity.lockPerson', query))[0]
}

/** Compares without regard to case. */
export async function findPersonByEmail(tx: Tx, email: string): Promise<PersonRow | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('person')
    .select(columns)
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
  return (await named<PersonRow>(tx, 'identity.findPersonByEmail', query))[0]
}

export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: 'invited' | 'active'
  readonly passwordHash: string | null
  readonly locale: string
  readonly zone: string
  readonly at: Instant
}

/** False when the e-mail address is taken, also by somebody who took it a moment ago. */
export async function insertPerson(tx: Tx, { id, name, email, state, passwordHash, locale, zone, at }: NewPerson): Promise<boolean> {
  const query = kysely<DB>(tx)
    .insertInto('person')
    .values({ id, name, email, state, password_hash: passwordHash, locale, zone, created_at: toDate(at) })
    .onConflict((on) => on.doNothing())
  return (await affected(tx, 'identity.insertPerson', query)) === 1
}

/** What a profile change may touch; what is left out or undefined stays. */
export type ProfileChange = { readonly [K in 'name' | 'email' | 'locale' | 'zone' | 'theme' | 'density']?: PersonRow[K] | undefined }

/** Writes down what somebody is called, before they are called something else. */
async function keepFormerName(tx: Tx, id: string, name: string): Promise<void> {
  await affected(
    tx,
    'identity.keepFormerName',
    sql`insert into person_former_name (person_id, name)
        select id, name from person where id = ${id} and name <> ${name} on conflict do nothing`,
  )
}

/** `changed_since`: somebody else changed the person after `version`; then, and after `email_taken`, the transaction must end. */
export async function updateProfile(
  tx: Tx,
  id: string,
  version: number,
  change: ProfileChange,
): Promise<PersonRow | 'changed_since' | 'email_taken'> {
  if (change.name !== undefined) await keepFormerName(tx, id, change.name)
  const query = kysely<DB>(tx)
    .updateTable('person')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
  try {
    return (await named<PersonRow>(tx, 'identity.updateProfile', query))[0] ?? 'changed_since'
  } catch (error) {
    if (isDuplicate(error, 'person_email')) return 'email_taken'
    throw error
  }
}

/** False when the person is no longer in state `from`. */
export async function movePerson(tx: Tx, id: string, from: PersonState, to: PersonState): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('person')
    .set((eb) => ({ state: to, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', from)
  return (await affected(tx, 'identity.movePerson', query)) === 1
}

/** Makes an invited person active under the name and password they chose (null: they come through a provider); false when they are not invited any more. */
export async function activatePerson(tx: Tx, id: string, chosen: { name: string; passwordHash: string | null }): Promise<boolean> {
  await keepFormerName(tx, id, chosen.name)
  const query = kysely<DB>(tx)
    .updateTable('person')
    .set((eb) => ({ state: 'active', name: chosen.name, password_hash: chosen.passwordHash, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'invited')
  return (await affected(tx, 'identity.activatePerson', query)) === 1
}

/** False when the person is not active (any more), or the password is no longer the one that `formerHash` stands for; null: any. */
export async function updatePassword(tx: Tx, id: string, change: { formerHash: string | null; passwordHash: string }): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('person')
    .set({ password_hash: change.passwordHash })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .$if(change.formerHash !== null, (update) => update.where('password_hash', '=', change.formerHash))
  return (await affected(tx, 'identity.updatePassword', query)) === 1
}
