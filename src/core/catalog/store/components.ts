/** Tables `component` and `component_dependency`. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { Dependency } from '../domain/dependencies.ts'
import type { ComponentKind, State } from '../domain/words.ts'
import { unlessTaken } from './duplicates.ts'
import { all, beyond, contains, inState, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface ComponentRow {
  readonly id: string
  readonly applicationId: string
  /** Client of the application. */
  readonly clientId: string | null
  readonly name: string
  readonly kind: ComponentKind
  readonly description: string
  readonly position: number
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** UUIDs of active components, in no order. */
  readonly dependsOn: readonly string[]
  readonly sortName: string
}

const columns = sql`
  p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version,
  p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName",
  array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn"`
const tables = sql`component p join application a on a.id = p.application_id`
const order = sql`p.application_id, p.position, lower(p.name), p.id`

/** By application, position and name. */
export function listComponents(tx: Tx, ask: ListAsk & { readonly applicationId: string | undefined }): Promise<ComponentRow[]> {
  const where = all(
    within(ask.reach, sql`a.client_id`, sql`a.id`),
    ask.applicationId === undefined ? sql`true` : sql`p.application_id = ${ask.applicationId}`,
    inState(sql`p.state`, ask.state),
    contains([sql`p.name`], ask.text),
    beyond(order, ask.after),
  )
  return named(
    tx,
    'catalog.listComponents',
    sql<ComponentRow>`select ${columns} from ${tables} where ${where} order by ${order} limit ${ask.limit}`,
  )
}

export async function findComponent(tx: Tx, id: string): Promise<ComponentRow | undefined> {
  const rows = await named(tx, 'catalog.findComponent', sql<ComponentRow>`select ${columns} from ${tables} where p.id = ${id}`)
  return rows[0]
}

/** Held until the transaction ends. */
export async function lockComponent(tx: Tx, id: string): Promise<ComponentRow | undefined> {
  const rows = await named(
    tx,
    'catalog.lockComponent',
    sql<ComponentRow>`select ${columns} from ${tables} where p.id = ${id} for no key update of p`,
  )
  return rows[0]
}

export interface NewComponent {
  readonly id: string
  readonly applicationId: string
  readonly name: string
  readonly kind: ComponentKind
  readonly description: string
  readonly position: number
  readonly at: Instant
}

/** False when the name is taken; the transaction can then only be rolled back. */
export function insertComponent(tx: Tx, row: NewComponent): Promise<boolean> {
  const { id, applicationId, name, kind, description, position } = row
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('component')
    .values({ id, application_id: applicationId, name, kind, description, position, created_at: at, updated_at: at })
  return unlessTaken('component_name_unique', () => affected(tx, 'catalog.insertComponent', query))
}

export type ComponentWrite = Pick<ComponentRow, 'id' | 'name' | 'kind' | 'description' | 'position' | 'state'>

/** False when the name is taken; the transaction can then only be rolled back. */
export function updateComponent(tx: Tx, row: ComponentWrite, at: Instant): Promise<boolean> {
  const { id, name, kind, description, position, state } = row
  const query = kysely<DB>(tx)
    .updateTable('component')
    .set({ name, kind, description, position, state, version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  return unlessTaken('component_name_unique', () => affected(tx, 'catalog.updateComponent', query))
}

/** Something that the answer about a component shows has changed beside its own row. */
export async function touchComponent(tx: Tx, id: string, at: Instant): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('component')
    .set({ version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  await affected(tx, 'catalog.touchComponent', query)
}

/** Ids and names of the active components of an application. */
export function activeComponents(tx: Tx, applicationId: string): Promise<{ readonly id: string; readonly name: string }[]> {
  return named(
    tx,
    'catalog.activeComponents',
    sql<{ id: string; name: string }>`select id, name from component where application_id = ${applicationId} and state = 'active'`,
  )
}

/** Every dependency of an application, also between archived components: they count again when brought back. */
export function dependenciesOf(tx: Tx, applicationId: string): Promise<Dependency[]> {
  return named(
    tx,
    'catalog.dependenciesOf',
    sql<Dependency>`select from_id as "from", to_id as "to" from component_dependency where application_id = ${applicationId}`,
  )
}

export async function replaceDependencies(
  tx: Tx,
  of: { readonly applicationId: string; readonly component: string; readonly dependsOn: readonly string[] },
): Promise<void> {
  await affected(
    tx,
    'catalog.replaceDependencies',
    sql`with gone as (
          delete from component_dependency where from_id = ${of.component} and to_id <> all(${of.dependsOn}::uuid[])
        )
        insert into component_dependency (application_id, from_id, to_id)
        select ${of.applicationId}, ${of.component}, needed from unnest(${of.dependsOn}::uuid[]) as needed on conflict do nothing`,
  )
}
