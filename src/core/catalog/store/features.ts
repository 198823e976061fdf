/** Tables `feature` and `feature_component`. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { Importance, State } from '../domain/words.ts'
import { unlessTaken } from './duplicates.ts'
import { all, beyond, contains, inState, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface FeatureRow {
  readonly id: string
  readonly applicationId: string
  /** Client of the application. */
  readonly clientId: string | null
  readonly name: string
  readonly importance: Importance
  readonly description: string
  readonly routes: readonly string[]
  /** UUIDs of active components, sorted. */
  readonly componentIds: readonly string[]
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly sortName: string
}

const columns = sql`
  f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version,
  f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName",
  array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active'
        where l.feature_id = f.id order by t.id) as "componentIds"`
const tables = sql`feature f join application a on a.id = f.application_id`

/** By name. */
export function listFeatures(tx: Tx, ask: ListAsk & { readonly applicationId: string | undefined }): Promise<FeatureRow[]> {
  const where = all(
    within(ask.reach, sql`a.client_id`, sql`a.id`),
    ask.applicationId === undefined ? sql`true` : sql`f.application_id = ${ask.applicationId}`,
    inState(sql`f.state`, ask.state),
    contains([sql`f.name`], ask.text),
    beyond(sql`lower(f.name), f.id`, ask.after),
  )
  return named(
    tx,
    'catalog.listFeatures',
    sql<FeatureRow>`select ${columns} from ${tables} where ${where} order by lower(f.name), f.id limit ${ask.limit}`,
  )
}

export async function findFeature(tx: Tx, id: string): Promise<FeatureRow | undefined> {
  const rows = await named(tx, 'catalog.findFeature', sql<FeatureRow>`select ${columns} from ${tables} where f.id = ${id}`)
  return rows[0]
}

/** Held until the transaction ends. */
export async function lockFeature(tx: Tx, id: string): Promise<FeatureRow | undefined> {
  const rows = await named(
    tx,
    'catalog.lockFeature',
    sql<FeatureRow>`select ${columns} from ${tables} where f.id = ${id} for no key update of f`,
  )
  return rows[0]
}

export interface NewFeature {
  readonly id: string
  readonly applicationId: string
  readonly name: string
  readonly importance: Importance
  readonly description: string
  readonly routes: readonly string[]
  readonly at: Instant
}

/** False when the name is taken; the transaction can then only be rolled back. */
export function insertFeature(tx: Tx, row: NewFeature): Promise<boolean> {
  const { id, applicationId, name, importance, description, routes } = row
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('feature')
    .values({ id, application_id: applicationId, name, importance, description, routes: [...routes], created_at: at, updated_at: at })
  return unlessTaken('feature_name_unique', () => affected(tx, 'catalog.insertFeature', query))
}

export type FeatureWrite = Pick<FeatureRow, 'id' | 'name' | 'importance' | 'description' | 'routes' | 'state'>

/** False when the name is taken; the transaction can then only be rolled back. */
export function updateFeature(tx: Tx, row: FeatureWrite, at: Instant): Promise<boolean> {
  const { id, name, importance, description, routes, state } = row
  const query = kysely<DB>(tx)
    .updateTable('feature')
    .set({ name, importance, description, routes: [...routes], state, version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  return unlessTaken('feature_name_unique', () => affected(tx, 'catalog.updateFeature', query))
}

/** Puts the whole list in place. */
export async function replaceFeatureComponents(
  tx: Tx,
  of: { readonly applicationId: string; readonly feature: string; readonly components: readonly string[] },
): Promise<void> {
  await affected(
    tx,
    'catalog.replaceFeatureComponents',
    sql`with gone as (
          delete from feature_component where feature_id = ${of.feature} and component_id <> all(${of.components}::uuid[])
        )
        insert into feature_component (application_id, feature_id, component_id)
        select ${of.applicationId}, ${of.feature}, carried from unnest(${of.components}::uuid[]) as carried on conflict do nothing`,
  )
}
