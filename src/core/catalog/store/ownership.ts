/** Table `ownership`, and what follows from it: who looks after what. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Instant } from '#kit/time.ts'
import type { Coverage, Ownership } from '../domain/coverage.ts'
import { all, beyond, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface OwnershipRow extends Ownership {
  readonly applicationId: string
  /** null: the application as a whole. */
  readonly componentId: string | null
}

/** Of these applications and of all their components. */
export function ownershipOf(tx: Tx, applicationIds: readonly string[]): Promise<OwnershipRow[]> {
  return named(
    tx,
    'catalog.ownershipOf',
    sql<OwnershipRow>`
      select application_id as "applicationId", component_id as "componentId", person_id as "personId", part
      from ownership where application_id = any(${applicationIds}::uuid[]) order by id`,
  )
}

/** Puts the whole list of an application (component null) or component in place. */
export async function replaceOwners(
  tx: Tx,
  of: { readonly applicationId: string; readonly componentId: string | null; readonly owners: readonly Ownership[] },
): Promise<void> {
  await affected(
    tx,
    'catalog.removeOwners',
    sql`delete from ownership where application_id = ${of.applicationId} and component_id is not distinct from ${of.componentId}::uuid`,
  )
  if (of.owners.length === 0) return
  const rows = of.owners.map(({ personId, part }) => ({
    id: uuidv7(),
    application_id: of.applicationId,
    component_id: of.componentId,
    person_id: personId,
    part,
  }))
  await affected(tx, 'catalog.insertOwners', kysely<DB>(tx).insertInto('ownership').values(rows))
}

export interface FindingRow {
  readonly applicationId: string
  readonly applicationName: string
  readonly componentId: string | null
  readonly componentName: string | null
  readonly coverage: Exclude<Coverage, 'covered'>
  readonly createdAt: Instant
  readonly sortName: string
  /** The component's folded name; empty for the application itself, which so comes first. */
  readonly sortComponent: string
  readonly thingId: string
}

// The same judgement as domain/coverage.ts, which is the rule; a test holds both together. Here it is asked of thousands of rows.
const judged = sql`
  select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner'
                   when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage`

const things = sql`
  select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId",
    null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId"
  from application a where a.state = 'active'
  union all
  select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id
  from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active'`

export type FindingAsk = Pick<ListAsk, 'reach' | 'after' | 'limit'> & {
  readonly coverage: FindingRow['coverage'] | undefined
  readonly applicationId: string | undefined
}

/** Applications and components that are not covered, by name of the application. */
export function listFindings(tx: Tx, ask: FindingAsk): Promise<FindingRow[]> {
  const order = sql`t."sortName", t."applicationId", t."sortComponent", t."thingId"`
  const where = all(
    within(ask.reach, sql`t."clientId"`, sql`t."applicationId"`),
    ask.applicationId === undefined ? sql`true` : sql`t."applicationId" = ${ask.applicationId}`,
    beyond(order, ask.after),
  )
  const wanted = ask.coverage === undefined ? sql`j.coverage <> 'covered'` : sql`j.coverage = ${ask.coverage}`
  return named(
    tx,
    'catalog.listFindings',
    sql<FindingRow>`select j.* from ${judgedThings} where ${where} and ${wanted} order by ${order} limit ${ask.limit}`,
  )
}

/** How many active applications nobody looks after; `first` is the name of the eldest. Null when there is none. */
export async function countOwnerless(
  tx: Tx,
  reach: ListAsk['reach'],
): Promise<{ readonly count: number; readonly first: string; readonly since: Instant } | null> {
  const where = all(within(reach, sql`t."clientId"`, sql`t."applicationId"`), sql`t."componentId" is null`, sql`j.coverage = 'no_owner'`)
  const rows = await named(
    tx,
    'catalog.countOwnerless',
    sql<{ count: number; first: string; since: Instant }>`
      select count(*) as count, (array_agg(t."applicationName" order by t."createdAt", t."thingId"))[1] as first, min(t."createdAt") as since
      from ${judgedThings} where ${where} having count(*) > 0`,
  )
  return rows[0] ?? null
}

const judgedThings = sql`(${things}) t
  cross join lateral (
    with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"),
      inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null),
      counted as (select part from own union all select part from inherited where not exists (select 1 from own))
    ${judged}
  ) j`

/** Everything these people look after. */
export function ownershipsOf(tx: Tx, personIds: readonly string[]): Promise<Record<string, unknown>[]> {
  return named(
    tx,
    'catalog.ownershipsOf',
    sql<Record<string, unknown>>`
      select a.name as application, c.name as component, o.part
      from ownership o join application a on a.id = o.application_id left join component c on c.id = o.component_id
      where o.person_id = any(${personIds}::uuid[]) order by o.id`,
  )
}

/** They look after nothing any more; returns how many things that were. */
export function removeOwnerships(tx: Tx, personIds: readonly string[]): Promise<number> {
  return affected(tx, 'catalog.removeOwnerships', sql`delete from ownership where person_id = any(${personIds}::uuid[])`)
}
