/** What the composition asks of attachments. */
import type { Tx } from '#platform/work.ts'
import { keepFound } from './store/contents.ts'

/**
 * After a restore: tells of files that stand in the file store, by digest. A backup copies files after its snapshot, so some may have come
 * that no row knows; written down, they are removed by the routine that removes what nothing names.
 */
export function findStored(tx: Tx, digests: readonly string[]): Promise<void> {
  return keepFound(tx, digests)
}
