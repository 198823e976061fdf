/** What an export is going to hold, known before any of it is read. */
import type { Instant } from '#kit/time.ts'
import type { MeasuredTable } from './measured.ts'
import type { ExportedTable } from './tables.ts'

export interface ExportAbout {
  readonly at: Instant
  readonly version: string
  /** The last event of the log that is in it; `head` is its hash in hex. */
  readonly seq: number
  readonly head: string
  readonly tables: readonly ExportedTable[]
  readonly measured: readonly MeasuredTable[]
  /** False: files lie in a bucket of one's own. */
  readonly files: boolean
  /** Tables, and columns as `table.column`. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}
