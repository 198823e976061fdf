/** A backup before tables are changed: migrations only go forward, so this is the way back. */
import path from 'node:path'
import { backupName, findRecoveryKey } from '#core/backup/public.ts'
import { makeBackup } from '#platform/backup/make.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock, type Clock } from '#platform/clock.ts'
import type { Pg } from '#platform/pg/pool.ts'
import { asTx } from '#platform/pg/tx.ts'
import { keySourceOf, openSecrets } from '#platform/secrets/open.ts'
import type { Config } from '#platform/config/config.ts'
import type { Logger } from '#platform/logger.ts'
import { version } from './version.ts'

export interface UpgradeOptions {
  readonly config: Config
  readonly logger: Logger
  readonly clock?: Clock
}

/** Throws what keeps the backup from being made: then the tables are not to be changed. */
export async function backupBeforeUpgrade(
  { config, logger, clock = systemClock }: UpgradeOptions,
  { pg, clickhouse }: { readonly pg: Pg; readonly clickhouse: OpenedClickHouse },
): Promise<void> {
  const at = clock.now()
  const target = path.join(config.backupFolder, backupName(at, 'before-upgrade'))
  logger.info({ target }, 'making a backup before the tables are changed')
  const recoveryPublicKey = await findRecoveryKey(asTx({ client: pg.pool, transaction: null }))
  const secrets = openSecrets(keySourceOf(config))
  const { bytes, seq } = await makeBackup({ config, pg, clickhouse, secrets, at, version, recoveryPublicKey, target })
  logger.info({ target, bytes, seq }, 'made a backup before the tables are changed')
}
