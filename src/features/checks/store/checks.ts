/** Table `uptime_check`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Settings } from '../domain/settings.ts'
import type { CheckKind, Outcome, Reason } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface CheckRow {
  readonly id: string
  readonly environmentId: string
  readonly applicationId: string
  readonly name: string
  readonly settings: Settings
  readonly sealedSecret: Buffer | null
  readonly intervalSeconds: number
  readonly timeLimitMs: number
  readonly retries: number
  readonly isPaused: boolean
  readonly isResting: boolean
  readonly isPrivateAllowed: boolean
  readonly followsAddress: boolean
  /** Path of the configuration file that manages it; null: people do, in the console. */
  readonly managedBy: string | null
  readonly state: Outcome
  readonly reason: Reason
  readonly detail: string
  readonly since: Instant
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const columns = sql`
  id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret",
  interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting",
  is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version,
  created_at as "createdAt", updated_at as "updatedAt"`

/** What people say of a check. */
export type CheckWrite = Pick<
  CheckRow,
  | 'name'
  | 'settings'
  | 'sealedSecret'
  | 'intervalSeconds'
  | 'timeLimitMs'
  | 'retries'
  | 'isPaused'
  | 'isPrivateAllowed'
  | 'followsAddress'
  | 'managedBy'
>
export type NewCheck = CheckWrite & Pick<CheckRow, 'id' | 'environmentId' | 'applicationId'> & { readonly at: Instant }

const written = (row: CheckWrite) => ({
  name: row.name,
  kind: row.settings.kind satisfies CheckKind,
  settings: JSON.stringify(row.settings),
  sealed_secret: row.sealedSecret,
  interval_seconds: row.intervalSeconds,
  time_limit_ms: row.timeLimitMs,
  retries: row.retries,
  is_paused: row.isPaused,
  is_private_allowed: row.isPrivateAllowed,
  follows_address: row.followsAddress,
  managed_by: row.managedBy,
})

export async function insertCheck(tx: Tx, row: NewCheck): Promise<void> {
  const at = toDate(row.at)
  const query = kysely<DB>(tx)
    .insertInto('uptime_check')
    .values({
      ...written(row),
      id: row.id,
      environment_id: row.environmentId,
      application_id: row.applicationId,
      since: at,
      created_at: at,
      updated_at: at,
    })
  await affected(tx, 'checks.insertCheck', query)
}

/** What it was found to be is forgotten when it is looked at for something else. */
export async function updateCheck(
  tx: Tx,
  row: CheckWrite & { readonly id: string; readonly at: Instant; readonly isForgotten: boolean },
): Promise<void> {
  const at = toDate(row.at)
  const anew = { state: 'unknown', reason: 'not_looked_yet', detail: '', since: at } as const
  const query = kysely<DB>(tx)
    .updateTable('uptime_check')
    .set({ ...written(row), ...(row.isForgotten ? anew : {}), version: sql`version + 1`, updated_at: at })
    .where('id', '=', row.id)
  await affected(tx, 'checks.updateCheck', query)
}

export async function deleteCheck(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'checks.deleteCheck', kysely<DB>(tx).deleteFrom('uptime_check').where('id', '=', id))
}

export async function findCheck(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return (await named(tx, 'checks.findCheck', sql<CheckRow>`select ${columns} from uptime_check where id = ${id}`))[0]
}

/** Held until the transaction ends. */
export async function lockCheck(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return (await named(tx, 'checks.lockCheck', sql<CheckRow>`select ${columns} from uptime_check where id = ${id} for no key update`))[0]
}

/** Of these environments, by name. */
export function listChecks(tx: Tx, of: { readonly environmentIds: readonly string[]; readonly limit: number }): Promise<CheckRow[]> {
  return named(
    tx,
    'checks.listChecks',
    sql<CheckRow>`select ${columns} from uptime_check where environment_id = any(${of.environmentIds}::uuid[])
      order by lower(name), id limit ${of.limit}`,
  )
}

/** How many an environment has, those included that rest. */
export async function countChecks(tx: Tx, environmentId: string): Promise<number> {
  const rows = await named(
    tx,
    'checks.countChecks',
    sql<{ count: number }>`select count(*)::int as count from uptime_check where environment_id = ${environmentId}`,
  )
  return rows[0]?.count ?? 0
}

/** Those that are to be looked at now; of all or of the ids given. */
export function listWatched(tx: Tx, of: { readonly ids: readonly string[] | undefined; readonly limit: number }): Promise<CheckRow[]> {
  const which = of.ids === undefined ? sql`true` : sql`id = any(${of.ids}::uuid[])`
  return named(
    tx,
    'checks.listWatched',
    sql<CheckRow>`select ${columns} from uptime_check where ${which} and not is_paused and not is_resting order by id limit ${of.limit}`,
  )
}

/** The longest first. */
export function listDown(tx: Tx, limit: number): Promise<CheckRow[]> {
  return named(
    tx,
    'checks.listDown',
    sql<CheckRow>`select ${columns} from uptime_check where state = 'down' and not is_paused and not is_resting order by since, id limit ${limit}`,
  )
}

/** The check that follows the address of an environment; held until the transaction ends. */
export async function lockFollowing(tx: Tx, environmentId: string): Promise<CheckRow | undefined> {
  const rows = await named(
    tx,
    'checks.lockFollowing',
    sql<CheckRow>`select ${columns} from uptime_check where environment_id = ${environmentId} and follows_address for no key update`,
  )
  return rows[0]
}

export interface StateWrite {
  readonly id: string
  readonly before: Outcome
  readonly state: Outcome
  readonly reason: Reason
  readonly detail: string
  readonly at: Instant
}

/** False when it is gone, paused, or somebody else said so already. Not a change of what people said: the version stays. */
export async function setState(tx: Tx, of: StateWrite): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('uptime_check')
    .set({ state: of.state, reason: of.reason, detail: of.detail, since: toDate(of.at) })
    .where('id', '=', of.id)
    .where('state', '=', of.before)
    .where('is_paused', '=', false)
    .where('is_resting', '=', false)
  return (await affected(tx, 'checks.setState', query)) > 0
}

/** Lets those checks of an application rest whose environment is not active, and wakes the others; those of which that is news. */
export function setResting(
  tx: Tx,
  of: { readonly applicationId: string; readonly activeEnvironmentIds: readonly string[] },
): Promise<{ readonly id: string; readonly isResting: boolean }[]> {
  const rests = sql`(environment_id <> all(${of.activeEnvironmentIds}::uuid[]))`
  return named(
    tx,
    'checks.setResting',
    sql<{ id: string; isResting: boolean }>`update uptime_check set is_resting = ${rests}
      where application_id = ${of.applicationId} and is_resting <> ${rests} returning id, is_resting as "isResting"`,
  )
}
