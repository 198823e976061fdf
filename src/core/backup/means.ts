/** What this part must be given by the composition, which alone knows the stores that it opened. */
import type { Instant } from '#kit/time.ts'
import type { OpenedExport } from '#platform/export/open.ts'
import type { MadeBackup } from '#platform/backup/make.ts'

export interface BackupMeans {
  /** Makes a backup of both stores and the files into `target`. Throws when it could not; then no file is left. */
  /** Opens a full export of everything but secrets, in one snapshot. Close it. */
  openExport(at: Instant): Promise<OpenedExport>
  make(of: { readonly target: string; readonly at: Instant; readonly recoveryPublicKey: Uint8Array | null }): Promise<MadeBackup>
}
