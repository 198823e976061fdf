/** Table `environment`. */
import { sql } from 'kysely'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { toDate, type Instant } from '#kit/time.ts'
import type { EnvironmentKind, State } from '../domain/words.ts'
import { unlessTaken } from './duplicates.ts'
import { all, beyond, contains, inState, within, type ListAsk } from './filter.ts'
import type { DB } from './rows.gen.ts'

export interface EnvironmentRow {
  readonly id: string
  readonly applicationId: string
  /** Client of the application. */
  readonly clientId: string | null
  readonly name: string
  readonly kind: EnvironmentKind
  readonly url: string | null
  readonly position: number
  readonly state: State
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly sortName: string
}

const columns = sql`
  e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version,
  e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName"`
const tables = sql`environment e join application a on a.id = e.application_id`

/** By application, position and name. */
export function listEnvironments(tx: Tx, ask: ListAsk & { readonly applicationId: string | undefined }): Promise<EnvironmentRow[]> {
  const order = sql`e.application_id, e.position, lower(e.name), e.id`
  const where = all(
    within(ask.reach, sql`a.client_id`, sql`a.id`),
    ask.applicationId === undefined ? sql`true` : sql`e.application_id = ${ask.applicationId}`,
    inState(sql`e.state`, ask.state),
    contains([sql`e.name`], ask.text),
    beyond(order, ask.after),
  )
  return named(
    tx,
    'catalog.listEnvironments',
    sql<EnvironmentRow>`select ${columns} from ${tables} where ${where} order by ${order} limit ${ask.limit}`,
  )
}

export interface RunningRow {
  readonly environmentId: string
  readonly environmentName: string
  readonly kind: EnvironmentKind
  readonly applicationId: string
  readonly applicationName: string
  readonly clientId: string | null
}

/** Environments of which neither they themselves nor their application are archived, by id; of one application, or of all. */
export function listRunning(
  tx: Tx,
  of: { readonly applicationId: string | null; readonly afterId: string | null; readonly limit: number },
): Promise<RunningRow[]> {
  const query = sql<RunningRow>`
    select e.id as "environmentId", e.name as "environmentName", e.kind, a.id as "applicationId", a.name as "applicationName",
      a.client_id as "clientId"
    from environment e join application a on a.id = e.application_id
    where e.state = 'active' and a.state = 'active'
      and (${of.applicationId}::uuid is null or a.id = ${of.applicationId}::uuid)
      and (${of.afterId}::uuid is null or e.id > ${of.afterId}::uuid)
    order by e.id limit ${of.limit}`
  return named(tx, 'catalog.listRunning', query)
}

export async function findEnvironment(tx: Tx, id: string): Promise<EnvironmentRow | undefined> {
  const rows = await named(tx, 'catalog.findEnvironment', sql<EnvironmentRow>`select ${columns} from ${tables} where e.id = ${id}`)
  return rows[0]
}

/** Any number of ids that one page shows; those of none are left out. */
export function findEnvironments(tx: Tx, ids: readonly string[]): Promise<EnvironmentRow[]> {
  const query = sql<EnvironmentRow>`select ${columns} from ${tables} where e.id = any(${ids}::uuid[])`
  return named(tx, 'catalog.findEnvironments', query)
}

/** Held until the transaction ends. */
export async function lockEnvironment(tx: Tx, id: string): Promise<EnvironmentRow | undefined> {
  const rows = await named(
    tx,
    'catalog.lockEnvironment',
    sql<EnvironmentRow>`select ${columns} from ${tables} where e.id = ${id} for no key update of e`,
  )
  return rows[0]
}

export interface NewEnvironment {
  readonly id: string
  readonly applicationId: string
  readonly name: string
  readonly kind: EnvironmentKind
  readonly url: string | null
  readonly position: number
  readonly at: Instant
}

/** False when the name is taken; the transaction can then only be rolled back. */
export function insertEnvironment(tx: Tx, row: NewEnvironment): Promise<boolean> {
  const { id, applicationId, name, kind, url, position } = row
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('environment')
    .values({ id, application_id: applicationId, name, kind, url, position, created_at: at, updated_at: at })
  return unlessTaken('environment_name_unique', () => affected(tx, 'catalog.insertEnvironment', query))
}

export type EnvironmentWrite = Pick<EnvironmentRow, 'id' | 'name' | 'kind' | 'url' | 'position' | 'state'>

/** False when the name is taken; the transaction can then only be rolled back. */
export function updateEnvironment(tx: Tx, row: EnvironmentWrite, at: Instant): Promise<boolean> {
  const { id, name, kind, url, position, state } = row
  const query = kysely<DB>(tx)
    .updateTable('environment')
    .set({ name, kind, url, position, state, version: sql`version + 1`, updated_at: toDate(at) })
    .where('id', '=', id)
  return unlessTaken('environment_name_unique', () => affected(tx, 'catalog.updateEnvironment', query))
}
