/** Tables of this part. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { DB } from './rows.gen.ts'

export interface BackupRow {
  readonly id: string
  readonly why: 'schedule' | 'by_hand'
  readonly state: 'running' | 'done' | 'failed'
  readonly fileName: string
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly seq: number | null
  readonly hasRecoveryKey: boolean | null
  readonly error: string | null
  readonly checkedAt: Instant | null
  readonly checkFault: string | null
}

const columns = sql`id, why, state, file_name as "fileName", started_at as "startedAt", finished_at as "finishedAt", bytes, sha256, seq,
  has_recovery_key as "hasRecoveryKey", error, checked_at as "checkedAt", check_fault as "checkFault"`

/** Newest first, before the id; ids are UUIDv7. */
export function listBackups(tx: Tx, page: { readonly beforeId: string | null; readonly limit: number }): Promise<BackupRow[]> {
  const before = page.beforeId === null ? sql`true` : sql`id < ${page.beforeId}`
  return named(tx, 'backup.listBackups', sql<BackupRow>`select ${columns} from backup where ${before} order by id desc limit ${page.limit}`)
}

export async function findBackup(tx: Tx, id: string): Promise<BackupRow | undefined> {
  return (await named(tx, 'backup.findBackup', sql<BackupRow>`select ${columns} from backup where id = ${id}`))[0]
}

/** The newest one that is whole. */
export async function findLastGood(tx: Tx): Promise<BackupRow | undefined> {
  const query = sql<BackupRow>`select ${columns} from backup where state = 'done' and check_fault is null order by id desc limit 1`
  return (await named(tx, 'backup.findLastGood', query))[0]
}

/** False while another one is being made. */
export async function insertBackup(tx: Tx, row: Pick<BackupRow, 'id' | 'why' | 'fileName' | 'startedAt'>): Promise<boolean> {
  const query = kysely<DB>(tx)
    .insertInto('backup')
    .values({ id: row.id, why: row.why, state: 'running', file_name: row.fileName, started_at: toDate(row.startedAt) })
    .onConflict((on) => on.doNothing())
  return (await affected(tx, 'backup.insertBackup', query)) === 1
}

export type Outcome =
  | { readonly bytes: number; readonly sha256: string; readonly seq: number; readonly hasRecoveryKey: boolean }
  | { readonly error: string }

/** False when it is not running any more. */
export async function finishBackup(tx: Tx, id: string, at: Instant, outcome: Outcome): Promise<boolean> {
  const result =
    'error' in outcome
      ? { state: 'failed' as const, error: outcome.error }
      : {
          state: 'done' as const,
          bytes: outcome.bytes,
          sha256: outcome.sha256,
          seq: outcome.seq,
          has_recovery_key: outcome.hasRecoveryKey,
        }
  const query = kysely<DB>(tx)
    .updateTable('backup')
    .set({ ...result, finished_at: toDate(at) })
    .where('id', '=', id)
    .where('state', '=', 'running')
  return (await affected(tx, 'backup.finishBackup', query)) === 1
}

/** `fault` null: every digest is as it was. */
export async function noteCheck(tx: Tx, id: string, checked: { readonly at: Instant; readonly fault: string | null }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('backup')
    .set({ checked_at: toDate(checked.at), check_fault: checked.fault })
    .where('id', '=', id)
  await affected(tx, 'backup.noteCheck', query)
}

/** Names of files that are beyond the newest `keep`, and of failed ones; their rows go. */
export async function takeSurplus(tx: Tx, keep: number): Promise<string[]> {
  const query = sql<{ fileName: string }>`
    delete from backup where id in (
      select id from (select id, row_number() over (order by id desc) as place from backup where state = 'done') ranked where place > ${keep}
      union all
      select id from (select id, row_number() over (order by id desc) as place from backup where state = 'failed') ranked where place > ${keep})
    returning file_name as "fileName"`
  return (await named(tx, 'backup.takeSurplus', query)).map(({ fileName }) => fileName)
}

export async function findSchedule(tx: Tx): Promise<Schedule & { readonly version: number }> {
  const query = sql<Schedule & { version: number }>`select every_hours as "everyHours", keep, version from backup_schedule`
  return (await named(tx, 'backup.findSchedule', query))[0] as Schedule & { version: number }
}

/** False when somebody else changed it since `version`. */
export async function updateSchedule(tx: Tx, version: number, to: Schedule): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('backup_schedule')
    .set({ every_hours: to.everyHours, keep: to.keep, version: version + 1 })
    .where('version', '=', version)
  return (await affected(tx, 'backup.updateSchedule', query)) === 1
}

/** Marks as failed what was begun before and is not finished: its process died. */
export async function breakOffRunning(
  tx: Tx,
  { startedBefore, at }: { readonly startedBefore: Instant; readonly at: Instant },
): Promise<void> {
  const query = sql`update backup set state = 'failed', error = 'It was broken off.', finished_at = ${toDate(at)}
    where state = 'running' and started_at <= ${toDate(startedBefore)}`
  await affected(tx, 'backup.breakOffRunning', query)
}
