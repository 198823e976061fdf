/** Table `duty_override`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Override } from '../domain/schedule.ts'

export interface OverrideRow extends Override {
  readonly scheduleId: string
}

const columns = sql`id, schedule_id as "scheduleId", person_id as "personId", starts_at as "from", ends_at as "to", is_swap as "isSwap"`

export async function insertOverride(tx: Tx, row: OverrideRow & { readonly at: Instant }): Promise<void> {
  await affected(
    tx,
    'oncall.insertOverride',
    sql`insert into duty_override (id, schedule_id, person_id, starts_at, ends_at, is_swap, created_at)
      values (${row.id}, ${row.scheduleId}, ${row.personId}, ${toDate(row.from)}, ${toDate(row.to)}, ${row.isSwap}, ${toDate(row.at)})`,
  )
}

export async function removeOverride(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'oncall.removeOverride', sql`delete from duty_override where id = ${id}`)
}

export async function lockOverride(tx: Tx, id: string): Promise<OverrideRow | undefined> {
  return (await named(tx, 'oncall.lockOverride', sql<OverrideRow>`select ${columns} from duty_override where id = ${id} for update`))[0]
}

/** Those that touch [from, to), in the order in which they were made: ids rise with time. */
export function listOverrides(
  tx: Tx,
  of: { readonly scheduleIds: readonly string[]; readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<OverrideRow[]> {
  return named(
    tx,
    'oncall.listOverrides',
    sql<OverrideRow>`select ${columns} from duty_override
      where schedule_id = any(${of.scheduleIds}::uuid[]) and starts_at < ${toDate(of.to)} and ends_at > ${toDate(of.from)}
      order by id limit ${of.limit}`,
  )
}

export async function countOverridesAhead(
  tx: Tx,
  { scheduleId, at }: { readonly scheduleId: string; readonly at: Instant },
): Promise<number> {
  const query = sql<{
    count: number
  }>`select count(*)::int as count from duty_override where schedule_id = ${scheduleId} and ends_at > ${toDate(at)}`
  return (await named(tx, 'oncall.countOverridesAhead', query))[0]?.count ?? 0
}
