/** How core/backup makes its files: with the stores that were opened here. */
import type { BackupMeans } from '#core/backup/public.ts'
import type { Clock } from '#platform/clock.ts'
import { makeBackup, type BackupOptions } from '#platform/backup/make.ts'
import { exportOf } from './export-means.ts'
import { version } from './version.ts'

/** Of the running program. */
export function backupMeans(
  stores: Pick<BackupOptions, 'config' | 'pg' | 'clickhouse' | 'secrets'> & { readonly clock: Clock },
): BackupMeans {
  return { make: (of) => makeBackup({ ...stores, ...of, version }), openExport: (at) => exportOf(stores, at) }
}
