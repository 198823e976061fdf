/** What the composition and parts with files of their own ask of attachments. */
import type { Tx } from '#platform/work.ts'
import { dropContent, keepFound, useContent } from './store/contents.ts'

export { cleanName } from './domain/name.ts'
export { HEAD_BYTES, mediaTypeOf } from './domain/sniff.ts'

/**
 * For parts whose files are on no record. What is put into the file store is named here first, in the `announce` of `put`, by the UUID of
 * what it belongs to; when that goes, its name goes in the same transaction, and the bytes are removed when nothing else names them.
 */
export const nameFile: (tx: Tx, file: { readonly id: string; readonly digest: string; readonly mediaType: string }) => Promise<void> =
  useContent

/** UUIDs of what files were named by; those that are unknown are passed over. */
export const forgetFiles: (tx: Tx, ids: readonly string[]) => Promise<void> = dropContent

/**
 * After a restore: tells of files that stand in the file store, by digest. A backup copies files after its snapshot, so some may have come
 * that no row knows; written down, they are removed by the routine that removes what nothing names.
 */
export function findStored(tx: Tx, digests: readonly string[]): Promise<void> {
  return keepFound(tx, digests)
}
