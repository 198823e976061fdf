/** Tables `storage_limit` and `storage_dropped`. */
import { sql } from 'kysely'
import { DAY_MS, instant, later, toDate, toIso, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Partition, Reason } from '../domain/room.ts'

export interface LimitRow {
  readonly bytesMax: number | null
  readonly version: number
}

export async function findLimit(tx: Tx): Promise<LimitRow> {
  const [row] = await named(tx, 'storage.findLimit', sql<LimitRow>`select bytes_max as "bytesMax", version from storage_limit`)
  return row ?? { bytesMax: null, version: 0 }
}

/** False when somebody was faster. */
export async function updateLimit(tx: Tx, version: number, bytesMax: number | null): Promise<boolean> {
  const query = sql`update storage_limit set bytes_max = ${bytesMax}, version = version + 1 where version = ${version}`
  return (await affected(tx, 'storage.updateLimit', query)) === 1
}

export interface DroppedRow {
  readonly table: string
  /** The first day, as `2026-11-22`. */
  readonly day: string
  /** The day after the last. */
  readonly untilDay: string
  readonly bytes: number
  readonly reason: Reason
  readonly droppedAt: Instant
}

/** How long it is told that something was dropped: longer than anything is kept. */
const TOLD_DAYS = 420

/** Notes that the partition goes, and forgets what nobody asks for any more. */
export async function noteDropped(tx: Tx, { table, from, to, keepDays, bytes }: Partition, reason: Reason, at: Instant): Promise<void> {
  await affected(
    tx,
    'storage.noteDropped',
    sql`insert into storage_dropped (table_name, day, until_day, keep_days, bytes, reason, dropped_at)
        values (${table}, ${dayOf(from)}, ${dayOf(to)}, ${keepDays}, ${Math.round(bytes)}, ${reason}, ${toDate(at)})
        on conflict (table_name, day, keep_days) do update
        set bytes = storage_dropped.bytes + excluded.bytes, reason = excluded.reason, dropped_at = excluded.dropped_at`,
  )
  const before = toDate(later(at, -TOLD_DAYS * DAY_MS))
  await affected(tx, 'storage.forgetDropped', sql`delete from storage_dropped where dropped_at < ${before}`)
}

/** The latest first. */
export function listDropped(tx: Tx, limit: number): Promise<DroppedRow[]> {
  return named(
    tx,
    'storage.listDropped',
    sql<DroppedRow>`
      select table_name as "table", to_char(day, 'YYYY-MM-DD') as day, to_char(until_day, 'YYYY-MM-DD') as "untilDay",
        bytes, reason, dropped_at as "droppedAt"
      from storage_dropped order by dropped_at desc, table_name, day limit ${limit}`,
  )
}

/** Starts of the days, UTC, of which the table lost something before its time. */
export async function findDroppedDays(tx: Tx, table: string): Promise<readonly Instant[]> {
  const query = sql<{ day: string }>`
    select distinct to_char(generate_series(day, until_day - 1, interval '1 day'), 'YYYY-MM-DD') as day
    from storage_dropped where table_name = ${table}`
  const rows = await named(tx, 'storage.findDroppedDays', query)
  return rows.map(({ day }) => instant(`${day}T00:00:00Z`))
}

/** As `2026-11-22`. */
export const dayOf = (at: Instant): string => toIso(at).slice(0, 10)
