/** Lists of people. */
import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { PersonState } from '../domain/changes.ts'
import type { Area, Reach } from '../domain/permit.ts'
import type { Role } from '../domain/roles.ts'
import type { GrantRow } from './grants.ts'
import type { DB } from './rows.gen.ts'

export interface PersonListRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: PersonState
  readonly zone: string
  readonly version: number
  readonly createdAt: Instant
  readonly lastSeenAt: Instant | null
  readonly grants: readonly GrantRow[]
  readonly passkeys: number
  readonly totp: boolean
  readonly provider: boolean
  /** `lower(name)` as the database has it, for the next page's cursor. */
  readonly sortName: string
}

export interface PeopleFilter {
  readonly reach: Reach
  /** The caller, who is always seen. */
  readonly selfId: string
  readonly id: string | null
  readonly q: string | null
  readonly state: PersonState | null
  readonly role: Role | null
  /** The last row of the page before; rows after it follow. */
  readonly after: { readonly sortName: string; readonly id: string } | null
  readonly limit: number
}

/** People by name, then id, with their roles; those outside the reach are left out. */
export async function listPeople(tx: Tx, filter: PeopleFilter): Promise<PersonListRow[]> {
  return named(
    tx,
    'identity.listPeople',
    sql<PersonListRow>`
      select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName",
        (select count(*) from passkey k where k.person_id = p.id) as passkeys,
        exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp,
        exists (select from external_identity x where x.person_id = p.id) as provider,
        (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt",
        coalesce(
          (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id,
            'byGroup', g.by_group)
            order by g.granted_at, g.id) from role_grant g where g.person_id = p.id),
          '[]') as grants
      from person p
      where ${sql.join(conditionsOf(filter), sql` and `)}
      order by lower(p.name), p.id
      limit ${filter.limit}`,
  )
}

function conditionsOf(filter: PeopleFilter): RawBuilder<unknown>[] {
  const conditions = [visible(filter)]
  if (filter.id !== null) conditions.push(sql`p.id = ${filter.id}`)
  if (filter.state !== null) conditions.push(sql`p.state = ${filter.state}`)
  if (filter.role !== null) conditions.push(sql`exists (select from role_grant r where r.person_id = p.id and r.role = ${filter.role})`)
  if (filter.q) conditions.push(sql`(strpos(lower(p.name), lower(${filter.q})) > 0 or strpos(lower(p.email), lower(${filter.q})) > 0)`)
  if (filter.after) conditions.push(sql`(lower(p.name), p.id) > (${filter.after.sortName}, ${filter.after.id}::uuid)`)
  return conditions
}

/**
 * A person is seen where a role of theirs lies: roles held everywhere make a colleague of everybody, others are seen by those
 * who reach that client or application. So nobody learns who the contacts of another client are.
 */
function visible({ reach, selfId }: PeopleFilter): RawBuilder<unknown> {
  if (reach.everything) return sql`true`
  const places = [sql`(v.client_id is null and v.application_id is null)`, ...reach.areas.map(placeIn)]
  return sql`(p.id = ${selfId} or exists (select from role_grant v where v.person_id = p.id and (${sql.join(places, sql` or `)})))`
}

function placeIn(area: Area): RawBuilder<unknown> {
  const client = area.clientId === null ? sql`true` : sql`v.client_id = ${area.clientId}`
  const application = area.applicationId === null ? sql`true` : sql`v.application_id = ${area.applicationId}`
  return sql`(${client} and ${application})`
}

/** Names and states for showing beside what people own or did; unknown ids are left out. */
export async function findSummaries(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string; state: PersonState }[]> {
  const query = kysely<DB>(tx)
    .selectFrom('person')
    .select(['id', 'name', 'state'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
  return named(tx, 'identity.findSummaries', query)
}
