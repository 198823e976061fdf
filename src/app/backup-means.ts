/** How core/backup makes its files: with the stores that were opened here. */
import type { BackupMeans } from '#core/backup/public.ts'
import { makeBackup, type BackupOptions } from '#platform/backup/make.ts'
import { version } from './version.ts'

/** Of the running program. */
export function backupMeans(stores: Pick<BackupOptions, 'config' | 'pg' | 'clickhouse' | 'secrets'>): BackupMeans {
  return { make: (of) => makeBackup({ ...stores, ...of, version }) }
}
