/** Table `duty_schedule`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Layer } from '../domain/schedule.ts'

export interface ScheduleRow {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly layers: readonly Layer[]
  /** Path of the configuration file that manages it; null: people do, in the console. */
  readonly managedBy: string | null
  readonly version: number
}

const columns = sql`id, name, zone, layers, managed_by as "managedBy", version`

export async function insertSchedule(tx: Tx, row: Omit<ScheduleRow, 'version'> & { readonly at: Instant }): Promise<void> {
  const at = toDate(row.at)
  await affected(
    tx,
    'oncall.insertSchedule',
    sql`insert into duty_schedule (id, name, zone, layers, managed_by, created_at, updated_at)
      values (${row.id}, ${row.name}, ${row.zone}, ${JSON.stringify(row.layers)}, ${row.managedBy}, ${at}, ${at})`,
  )
}

export async function updateSchedule(tx: Tx, row: Omit<ScheduleRow, 'version'> & { readonly at: Instant }): Promise<void> {
  await affected(
    tx,
    'oncall.updateSchedule',
    sql`update duty_schedule set name = ${row.name}, zone = ${row.zone}, layers = ${JSON.stringify(row.layers)}, managed_by = ${row.managedBy},
      version = version + 1, updated_at = ${toDate(row.at)} where id = ${row.id}`,
  )
}

export async function deleteSchedule(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<void> {
  await affected(tx, 'oncall.deleteSchedule', sql`update duty_schedule set deleted_at = ${toDate(at)} where id = ${id}`)
}

/** Undefined when there is none, or it was deleted. Held until the transaction ends. */
export async function lockSchedule(tx: Tx, id: string): Promise<ScheduleRow | undefined> {
  const query = sql<ScheduleRow>`select ${columns} from duty_schedule where id = ${id} and deleted_at is null for no key update`
  return (await named(tx, 'oncall.lockSchedule', query))[0]
}

/** By name; of all or of those ids, without deleted ones. */
export function listSchedules(
  tx: Tx,
  { ids, limit }: { readonly ids: readonly string[] | null; readonly limit: number },
): Promise<ScheduleRow[]> {
  return named(
    tx,
    'oncall.listSchedules',
    sql<ScheduleRow>`select ${columns} from duty_schedule
      where deleted_at is null and (${ids}::uuid[] is null or id = any(${ids}::uuid[])) order by lower(name), id limit ${limit}`,
  )
}
