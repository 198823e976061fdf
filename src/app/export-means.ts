/** How a full export is opened: with the stores that were opened here, and the list of what is in it. */
import { openPersonKeys } from '#core/identity/public.ts'
import type { Instant } from '#kit/time.ts'
import { openExport, type ExportOptions, type OpenedExport } from '#platform/export/open.ts'
import type { Platform } from '#platform/platform.ts'
import { exportRules } from './export-rules.ts'
import { version } from './version.ts'

type Stores = Pick<ExportOptions, 'config' | 'pg' | 'clickhouse'> & Pick<Platform, 'secrets' | 'clock'>

/** Of the running program. */
export function exportOf({ config, pg, clickhouse, ...keys }: Stores, at: Instant): Promise<OpenedExport> {
  return openExport({ config, pg, clickhouse, personKeys: openPersonKeys(keys), rules: exportRules, at, version })
}
