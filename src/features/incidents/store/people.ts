/** Tables `incident_role` and `incident_component`: who works on an incident, and what it affects. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { COMPONENTS_MAX, type IncidentRole } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface RoleRow {
  readonly role: IncidentRole
  readonly personId: string
}

export function listRoles(tx: Tx, incidentId: string): Promise<RoleRow[]> {
  return named(
    tx,
    'incidents.listRoles',
    sql<RoleRow>`select role, person_id as "personId" from incident_role where incident_id = ${incidentId} order by role`,
  )
}

/** Null: nobody has the role any more. */
export async function putRole(
  tx: Tx,
  { incidentId, role, personId }: { readonly incidentId: string; readonly role: IncidentRole; readonly personId: string | null },
): Promise<void> {
  if (personId === null) {
    const query = kysely<DB>(tx).deleteFrom('incident_role').where('incident_id', '=', incidentId).where('role', '=', role)
    await affected(tx, 'incidents.dropRole', query)
    return
  }
  const query = kysely<DB>(tx)
    .insertInto('incident_role')
    .values({ incident_id: incidentId, role, person_id: personId })
    .onConflict((conflict) => conflict.columns(['incident_id', 'role']).doUpdateSet({ person_id: personId }))
  await affected(tx, 'incidents.putRole', query)
}

/** Forgets the roles of these people; returns how many. */
export function dropRolesOf(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'incidents.dropRolesOf', sql`delete from incident_role where person_id = any(${personIds}::uuid[])`)
}

/** Forgets who declared them; returns how many. */
export function forgetDeclarers(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(
    tx,
    'incidents.forgetDeclarers',
    sql`update incident set declared_by = null where declared_by = any(${personIds}::uuid[])`,
  )
}

export async function listComponents(tx: Tx, incidentId: string): Promise<string[]> {
  const query = sql<{ id: string }>`
    select component_id as id from incident_component where incident_id = ${incidentId} order by component_id limit ${COMPONENTS_MAX}`
  return (await named(tx, 'incidents.listComponents', query)).map(({ id }) => id)
}

/** Exactly these. */
export async function putComponents(tx: Tx, incidentId: string, componentIds: readonly string[]): Promise<void> {
  const drop = sql`delete from incident_component where incident_id = ${incidentId} and component_id <> all(${componentIds}::uuid[])`
  await affected(tx, 'incidents.dropComponents', drop)
  await addComponents(tx, incidentId, componentIds)
}

/** Beside those that it has. */
export async function addComponents(tx: Tx, incidentId: string, componentIds: readonly string[]): Promise<number> {
  const add = sql`
    insert into incident_component (incident_id, component_id) select ${incidentId}, unnest(${componentIds}::uuid[]) on conflict do nothing`
  return affected(tx, 'incidents.addComponents', add)
}
