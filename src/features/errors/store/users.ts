/** Table `error`: whom errors happened to, as hashes. */
import { MINUTE_MS } from '#kit/time.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { storedTable } from '#platform/clickhouse/stored-table.ts'
import type { Config } from '#platform/config/config.ts'

/** A change of stored rows rewrites whole parts. */
const TIMEOUT_MS = 30 * MINUTE_MS

/** UUIDs of the environments in which somebody is told. */
export async function environmentsWithUsers(clickhouse: ClickHouse): Promise<readonly string[]> {
  const rows = await clickhouse.query<{ environmentId: string }>({
    name: 'errors.environmentsWithUsers',
    sql: 'select distinct toString(env) as environmentId from error where user_hash != 0 order by environmentId',
    timeoutMs: TIMEOUT_MS,
  })
  return rows.map(({ environmentId }) => environmentId)
}

/** Their errors stay, as those of nobody. Repeatable. */
export async function forgetUsers(
  { clickhouse, config }: { readonly clickhouse: ClickHouse; readonly config: Config },
  hashes: readonly bigint[],
): Promise<void> {
  if (hashes.length === 0) return
  await clickhouse.command({
    name: 'errors.forgetUsers',
    sql: `alter table ${storedTable(config, 'error')} update user_hash = 0 where has({hashes:Array(String)}, toString(user_hash)) settings mutations_sync = 2`,
    params: { hashes: hashes.map(String) },
    timeoutMs: TIMEOUT_MS,
  })
}
