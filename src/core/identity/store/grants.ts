/** Roles that people hold. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { isDangling } from '#platform/pg/failures.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Grant } from '../domain/permit.ts'
import type { DB } from './rows.gen.ts'

export interface GrantRow extends Grant {
  readonly id: string
  /** The group of the sign-in provider that gave it; null: somebody did. */
  readonly byGroup: string | null
}

const columns = ['id', 'role', 'client_id as clientId', 'application_id as applicationId', 'by_group as byGroup'] as const

/** Oldest first. */
export async function listGrants(tx: Tx, personId: string): Promise<GrantRow[]> {
  const query = kysely<DB>(tx)
    .selectFrom('role_grant')
    .select(columns)
    .where('person_id', '=', personId)
    .orderBy('granted_at')
    .orderBy('id')
  return named<GrantRow>(tx, 'identity.listGrants', query)
}

export interface NewGrant extends Grant {
  readonly id: string
  readonly personId: string
  /** Null: set-up, the command line, or a group of the sign-in provider. */
  readonly grantedBy: string | null
  readonly byGroup?: string
  readonly at: Instant
}

/**
 * What a group gave before is by hand from now on when somebody gives it too, so that no group takes it away again.
 * After `no_such_client` and `no_such_application` the transaction must end.
 */
export async function insertGrant(
  tx: Tx,
  { id, personId, role, clientId, applicationId, grantedBy, byGroup, at }: NewGrant,
): Promise<'given' | 'held_already' | 'no_such_client' | 'no_such_application'> {
  const place = { client_id: clientId, application_id: applicationId }
  const query = kysely<DB>(tx)
    .insertInto('role_grant')
    .values({ id, person_id: personId, role, ...place, granted_by: grantedBy, granted_at: toDate(at), by_group: byGroup ?? null })
    .onConflict((on) =>
      on
        .columns(['person_id', 'role', 'client_id', 'application_id'])
        .doUpdateSet((row) => ({
          id: row.ref('excluded.id'),
          granted_by: row.ref('excluded.granted_by'),
          granted_at: row.ref('excluded.granted_at'),
          by_group: null,
        }))
        .where('role_grant.by_group', 'is not', null)
        .where('excluded.by_group', 'is', null),
    )
  try {
    return (await affected(tx, 'identity.insertGrant', query)) === 1 ? 'given' : 'held_already'
  } catch (error) {
    if (isDangling(error, 'role_grant_client_fk')) return 'no_such_client'
    if (isDangling(error, 'role_grant_application_fk')) return 'no_such_application'
    throw error
  }
}

/**
 * Marks the one role that is kept although its group does not give it any more, and takes the mark from all others. Says whether
 * that is new; a mark that is there already keeps its time.
 */
export async function markKeptGrant(
  tx: Tx,
  of: { readonly personId: string; readonly id: string | null; readonly at: Instant },
): Promise<boolean> {
  const marked = await named<{ id: string }>(
    tx,
    'identity.markKeptGrant',
    sql<{ id: string }>`
      update role_grant set kept_at = case when id = ${of.id} then ${toDate(of.at)}::timestamptz end
      where person_id = ${of.personId} and (kept_at is null) = coalesce(id = ${of.id}, false)
      returning id`,
  )
  return marked.some(({ id }) => id === of.id)
}

/** The role that was taken away; undefined when the person does not hold it (any more). */
export async function deleteGrant(tx: Tx, personId: string, id: string): Promise<GrantRow | undefined> {
  const query = kysely<DB>(tx).deleteFrom('role_grant').where('person_id', '=', personId).where('id', '=', id).returning(columns)
  return (await named<GrantRow>(tx, 'identity.deleteGrant', query))[0]
}

/** Takes every role of a person away. */
export async function deleteGrants(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deleteGrants', kysely<DB>(tx).deleteFrom('role_grant').where('person_id', '=', personId))
}

/** Roles of a person that no other active person holds for the same client and application, or more widely. Oldest first. */
export function listSoleGrants(tx: Tx, personId: string): Promise<GrantRow[]> {
  return named(
    tx,
    'identity.listSoleGrants',
    sql<GrantRow>`
      select g.id, g.role, g.client_id as "clientId", g.application_id as "applicationId", g.by_group as "byGroup" from role_grant g
      where g.person_id = ${personId} and not exists (
        select from role_grant o join person p on p.id = o.person_id and p.state = 'active'
        where o.person_id <> g.person_id and o.role = g.role
          and (o.client_id is null or o.client_id = g.client_id) and (o.application_id is null or o.application_id = g.application_id))
      order by g.granted_at, g.id`,
  )
}

/** UUIDs of active owners. Take `lockOwners` first when a decision hangs on it. */
export async function listActiveOwners(tx: Tx): Promise<string[]> {
  const query = kysely<DB>(tx)
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select('person.id')
    .where('role', '=', 'owner')
    .where('state', '=', 'active')
  return (await named(tx, 'identity.listActiveOwners', query)).map((row) => row.id)
}
