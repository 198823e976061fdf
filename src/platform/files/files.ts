/** Files by content: a local folder by default, or an S3-compatible bucket. The name of a file is the SHA-256 of its bytes. */
import type { Readable } from 'node:stream'

export interface StoredFile {
  /** Lower-case hex SHA-256 of the bytes; the key in the store. */
  readonly digest: string
  readonly bytes: number
}

export interface FileStore {
  /**
   * Streams to a temporary name, then renames: whole or absent. Idempotent. Throws Fault `common.too_large` past `bytesMax`. What a
   * crash leaves under a digest that no row names is found by nobody: whoever keeps rows writes the digest down in `announce`, which
   * is awaited when it is known and nothing is stored yet; its failure stores nothing.
   */
  put(content: Readable, bytesMax: number, announce?: (file: StoredFile) => Promise<void>): Promise<StoredFile>
  /** Undefined when there is no such file. */
  get(digest: string): Promise<Readable | undefined>
  /** Idempotent. */
  remove(digest: string): Promise<void>
  /** Removes from this machine what uploads of dead processes left, a day after their end. */
  sweep(): Promise<void>
  /** Writes, reads and removes a small file; undefined when that works, otherwise one sentence on what is wrong. */
  check(): Promise<string | undefined>
}
