/** What every kind of database offers to whoever watches it. */
import type { Instant } from '#kit/time.ts'
import type { Reading } from '../domain/reading.ts'

/** What a look needs to know beside where to look. */
export interface Look {
  readonly at: Instant
  /** A statement that runs longer is named; from the support plan. */
  readonly slowMs: number
}

/** One open connection. Any throw means that it is of no use any more; `failureOf` says why. */
export interface Session {
  read(look: Look): Promise<Reading>
  /** Texts without values, by fingerprint; those that the server has forgotten are left out. */
  texts(fingerprints: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Never throws. */
  close(): void
}
