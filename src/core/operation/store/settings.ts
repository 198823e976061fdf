/** Table `setting`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface SettingRow {
  readonly key: string
  /** As it was stored; null: the default again. */
  readonly value: unknown
  readonly version: number
  readonly changedAt: Instant
}

const columns = sql`key, value, version, changed_at as "changedAt"`

/** Of these keys; those never set are left out. */
export function findSettings(tx: Tx, keys: readonly string[]): Promise<SettingRow[]> {
  return named(tx, 'operation.findSettings', sql<SettingRow>`select ${columns} from setting where key = any(${keys}::text[])`)
}

/** Writes the value when the setting is still at `version` (0: never set). False when somebody was faster. */
export async function putSetting(
  tx: Tx,
  row: { readonly key: string; readonly value: unknown; readonly version: number; readonly at: Instant },
): Promise<boolean> {
  const value = row.value === null ? null : JSON.stringify(row.value)
  const written = await affected(
    tx,
    'operation.putSetting',
    row.version === 0
      ? sql`insert into setting (key, value, changed_at) values (${row.key}, ${value}::jsonb, ${toDate(row.at)}) on conflict (key) do nothing`
      : sql`update setting set value = ${value}::jsonb, version = version + 1, changed_at = ${toDate(row.at)}
            where key = ${row.key} and version = ${row.version}`,
  )
  return written === 1
}
